// Nodes with the browser's own members: an image that a page names `querySelector` takes the place of the method on
// `document`, and a field of a form that of the form's. So `document` is taken from here.

export const clean = (node) =>
  new Proxy(node, {
    get: (_, key) => {
      const value = Reflect.get(Object.getPrototypeOf(node), key, node);
      return value?.bind?.(node) ?? value;
    },
  });

// A worker has none.
export const document = globalThis.document && clean(globalThis.document);
