const HEAD = 52;
const PADDING = 16;

/** Saves what the element's canvases show as a PNG, with a head that says what it is; nothing where none is drawn. */
export async function saveChartPicture(
  host: HTMLElement | null,
  { title, unit, fileName }: { title: string; unit: string; fileName: string },
): Promise<void> {
  const layers = [...(host?.querySelectorAll("canvas") ?? [])];
  const [first] = layers;
  if (first === undefined) return;
  const ratio = first.width / first.clientWidth;
  const canvas = document.createElement("canvas");
  canvas.width = first.width;
  canvas.height = first.height + HEAD * ratio;
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  pen.fillStyle = token("surface-1");
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const write = (text: string, font: string, colour: string, y: number) => {
    pen.font = `${font} ${token("font-sans") || "sans-serif"}`;
    pen.fillStyle = colour;
    pen.fillText(text, PADDING * ratio, y * ratio, canvas.width - 2 * PADDING * ratio);
  };
  write(title, `600 ${14 * ratio}px`, token("text-1"), 20);
  write(unit, `${12 * ratio}px`, token("text-3"), 40);
  for (const layer of layers) pen.drawImage(layer, 0, HEAD * ratio);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
  if (blob === null) return;
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileName.replace(/[^\w.-]+/g, "-")}.png`;
  link.click();
  // The download reads it after this.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
