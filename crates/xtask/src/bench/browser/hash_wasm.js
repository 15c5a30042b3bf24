// A worker that computes a digest with hash-wasm, and tells how long the digest alone took.

importScripts("/peer/pbkdf2.js", "/peer/sha512.js");

onmessage = async ({ data: { password, salt, iterations } }) => {
  const derive = (iterations) =>
    hashwasm.pbkdf2({ password, salt, iterations, hashLength: 64, hashFunction: hashwasm.createSHA512(), outputType: "binary" });
  // Its code is compiled as well as it can be before the clock starts.
  await derive(iterations / 4);
  const start = performance.now();
  const key = await derive(iterations);
  postMessage({ took: performance.now() - start, key });
};
