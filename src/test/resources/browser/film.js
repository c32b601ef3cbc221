/** Makes frames of an animation: of each picture what differs from the one before, as WebP. */

const WITHOUT_LOSS = 1;

/** Of the picture before. */
let earlier;

window.frameOf = async (png) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + png;
  await image.decode();
  const { data } = draw(image, 0, 0, image.width, image.height).getImageData(0, 0, image.width, image.height);
  const pixels = new Uint32Array(data.buffer);
  const [left, top, width, height] = difference(pixels, image.width, image.height);
  earlier = pixels;
  const { canvas } = draw(image, left, top, width, height);
  const blobs = await Promise.all([WITHOUT_LOSS, 0.95].map((quality) => canvas.convertToBlob({ type: 'image/webp', quality })));
  const [smallest] = blobs.sort((one, other) => one.size - other.size);
  return [left, top, width, height, await base64(smallest)];
};

function draw(image, left, top, width, height) {
  const context = new OffscreenCanvas(width, height).getContext('2d', { alpha: false });
  context.drawImage(image, -left, -top);
  return context;
}

/** The box of all pixels that changed. WebP wants its place to be even. */
function difference(pixels, width, height) {
  if (!earlier) return [0, 0, width, height];
  let [left, top, right, bottom] = [width, height, 0, 0];
  pixels.forEach((pixel, index) => {
    if (pixel === earlier[index]) return;
    const [x, y] = [index % width, Math.floor(index / width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x + 1), Math.min(top, y), Math.max(bottom, y + 1)];
  });
  if (!right) return [0, 0, 1, 1];
  left -= left % 2;
  top -= top % 2;
  return [left, top, right - left, bottom - top];
}

async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

window.ready = true;
