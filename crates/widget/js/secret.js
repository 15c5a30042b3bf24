// What makes secrets on the page itself: where there may be no worker, and for the ids of clients.

import { sample, work } from "./job.js";
import { start } from "./start.js";
import { draw_client_id } from "./wasm.js";

export { draw_client_id, sample, start, work };
