// Digests beside the page, so that it can be used meanwhile.
self.onmessage = (message) => self.postMessage(message.data);
