// Whether a page is light or dark: as it looks, because a site's own switch need not be what the browser is set to.

import { document } from "./clean.js";

/** Returns `light` or `dark`. */
export function schemeOf() {
  for (const element of [document.body, document.documentElement]) {
    const shade = shadeOf(getComputedStyle(element).backgroundColor);
    if (shade !== undefined) return shade < 0.5 ? "dark" : "light";
  }
  // The browser's own background.
  const { colorScheme } = getComputedStyle(document.documentElement);
  const isDark = colorScheme.includes("dark") && (!colorScheme.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches);
  return isDark ? "dark" : "light";
}

/** Returns how light a colour is, from 0 to 1; nothing for one that is seen through. */
function shadeOf(color) {
  const [red, green, blue, alpha = 255] = /^rgb/.test(color) ? numbers(color) : painted(color);
  return alpha < 128 ? undefined : (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

function numbers(color) {
  const [red, green, blue, alpha = 1] = color.match(/[\d.]+/g).map(Number);
  return [red, green, blue, alpha * 255];
}

/** Returns the numbers of a colour in any other notation, as the browser paints it. */
function painted(color) {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}
