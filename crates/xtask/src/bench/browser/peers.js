// In the page: the digest that the widget made, made again by WebCrypto and by hash-wasm; all must be the same bytes.
async (withHashWasm) => {
  const shown = [...document.querySelectorAll(".sitevar-result output")].map((output) => output.textContent);
  const [, name, rounds, ...encoded] = shown[1].split("$");
  // The alphabet of passlib: a dot where others have a plus, and no padding.
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll(".", "+")), (letter) => letter.charCodeAt(0));
  const [salt, key] = encoded.map(bytes);
  const password = new TextEncoder().encode(shown[0]);
  const iterations = Number(rounds);
  const isSame = (other) => other.length === key.length && other.every((byte, index) => byte === key[index]);

  async function webCrypto() {
    const start = performance.now();
    const secret = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const method = { name: "PBKDF2", hash: "SHA-512", salt, iterations };
    const bits = await crypto.subtle.deriveBits(method, secret, 512);
    return { took: performance.now() - start, key: new Uint8Array(bits) };
  }

  function hashWasm() {
    return new Promise((done, failed) => {
      const worker = new Worker("/peer/worker.js");
      worker.onmessage = ({ data }) => (worker.terminate(), done(data));
      worker.onerror = (error) => failed(error.message);
      worker.postMessage({ password, salt, iterations });
    });
  }

  const told = { algorithm: name, iterations, bytes: password.length, salt: salt.length };
  for (const [peer, derive] of Object.entries({ webCrypto, ...(withHashWasm && { hashWasm }) })) {
    const made = await derive();
    if (!isSame(made.key)) throw `${peer} makes another digest of the same secret`;
    told[peer] = made.took;
  }
  return told;
}
