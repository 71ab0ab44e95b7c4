"""`python -m scripts.pictures`: draws every picture of the sample anew, with Chromium."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.pictures.drawings import DRAWINGS
from scripts.pictures.png import encode

FOLDER = Path(__file__).resolve().parents[2] / "shop_client" / "sample" / "pictures"
_WIDTH, _HEIGHT = 400, 300
_PAINT = """async ([svg, width, height]) => {
  const image = new Image();
  image.src = `data:image/svg+xml;base64,${btoa(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  let rgb = "";
  for (let at = 0; at < data.length; at += 4) {
    rgb += String.fromCharCode(data[at], data[at + 1], data[at + 2]);
  }
  return btoa(rgb);
}"""


def main() -> None:
    """Writes one PNG a drawing; what is drawn no more goes."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        for name, drawing in DRAWINGS.items():
            rgb = base64.b64decode(page.evaluate(_PAINT, [drawing, _WIDTH, _HEIGHT]))
            (FOLDER / f"{name}.png").write_bytes(encode(rgb, _WIDTH, _HEIGHT))
        browser.close()


if __name__ == "__main__":
    main()
