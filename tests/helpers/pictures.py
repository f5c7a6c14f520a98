"""The pictures in `examples/`: one of each exported format, as people see it.

    cd tests && python -m pictures

Needs Debian's poppler-utils, chromium, libreoffice-writer-nogui and libreoffice-calc-nogui. The
month is the one that is kept beside the plan; what a picture shows, the product has made.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "bac-tu-liem-2022"
PICTURES = EXAMPLE / "pictures"
WARD = "xuan-dinh"
FORMATS = ("pdf", "docx", "xlsx", "html", "md", "csv", "ics", "txt", "json")


def main() -> None:
    """Make every picture anew."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        shutil.copytree(EXAMPLE, there / "plan", ignore=shutil.ignore_patterns("pictures"))
        command = (sys.executable, "-m", "campaign_cli", "export", "all")
        _run(*command, cwd=there / "plan")
        files = there / "plan" / "export"
        for name in FORMATS:
            _picture(name, _shown(name, files), there)


def _shown(name: str, files: Path) -> Path:
    """Return the file that stands for a format: a ward's, or everyone's."""
    ward = files / "wards" / f"{WARD}.{name}"
    if ward.exists():
        return ward
    return files / {"csv": "tasks.csv", "json": "schedule.json"}[name]


def _picture(name: str, file: Path, folder: Path) -> None:
    match name:
        case "pdf":
            _page(file, name)
        case "docx" | "xlsx":
            home = f"-env:UserInstallation=file://{folder / 'office'}"
            _run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, file)
            _page(folder / f"{file.stem}.pdf", name)
        case "html":
            _browser(file, name, folder)
        case _:
            # What a text editor shows: its beginning.
            lines = file.read_bytes().decode("utf-8-sig").splitlines()[:60]
            page = folder / f"{name}.html"
            text = "\n".join(lines).replace("&", "&amp;").replace("<", "&lt;")
            page.write_text(
                f"<meta charset=utf-8><pre style='font-size:13px'>{text}</pre>", "utf-8"
            )
            _browser(page, name, folder)


def _page(file: Path, name: str) -> None:
    _run("pdftoppm", "-r", "70", "-png", "-singlefile", "-f", "1", file, PICTURES / name)


def _browser(page: Path, name: str, folder: Path) -> None:
    _run(
        "chromium",
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
        f"--user-data-dir={folder / 'browser'}",
        "--window-size=900,1100",
        f"--screenshot={PICTURES / name}.png",
        page.as_uri(),
    )


def _run(*command: str | Path, cwd: Path | None = None) -> None:
    subprocess.run(tuple(map(str, command)), check=True, cwd=cwd, capture_output=True)


if __name__ == "__main__":
    main()
