"""What is given away: the wheel works by itself, licences are told, workflows and pages name what exists."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(place)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return place


def test_the_wheel_holds_all_that_runs_and_nothing_else(archives: Path) -> None:
    (wheel,) = archives.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    sources = {p.relative_to(ROOT / "src").as_posix() for p in (ROOT / "src" / "isnad").rglob("*") if p.is_file()}
    wanted = {s for s in sources if "__pycache__" not in s}
    assert wanted <= set(names)
    assert {n.split("/")[0] for n in names} == {"isnad", f"isnad-{PROJECT['version']}.dist-info"}


def test_the_source_archive_can_be_tested(archives: Path) -> None:
    (archive,) = archives.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {n.partition("/")[2] for n in opened.getnames()}
    for needed in (
        "pyproject.toml",
        "LICENSE",
        "Makefile",
        "tests/test_release.py",
        "requirements-dev.lock",
        "examples",
    ):
        assert any(n == needed or n.startswith(f"{needed}/") for n in names), needed
    assert not [n for n in names if n.endswith((".db", ".pyc"))]


def test_the_installed_wheel_does_the_main_job(archives: Path, tmp_path: Path) -> None:
    """Unpacked as an installer does it; its libraries are those of this environment, the checkout is out of sight."""
    (wheel,) = archives.glob("*.whl")
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "isnad" not in entry.name and entry.suffix != ".pth":
            (libraries / entry.name).symlink_to(entry)
    environment = {**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{libraries}", "PYTHONNOUSERSITE": "1"}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-S", "-m", "isnad", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    assert PROJECT["version"] in run("--version")
    page = tmp_path / "صفحة.txt"
    page.write_text(
        "وزير النقل يفتتح الجسر\n\n14 أيار 2023\n\nقال وزير النقل سعيد الحمدان إن الجسر افتتح أمس.\n", "utf-8"
    )
    assert "1 read" in run("build", str(page), "-o", "story.db", "-j", "1")
    assert "سعيد الحمدان" in run("show", "story.db")
    run("report", "story.db", "-o", "report.html")
    run("export", "story.db", "docx", "-o", "story.docx")
    assert (tmp_path / "report.html").stat().st_size > 1000


def licences() -> ModuleType:
    pytest.importorskip("packaging", reason="packaging is not installed")
    spec = importlib.util.spec_from_file_location("licences", ROOT / "tools" / "licences.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_inventory_of_licences_is_whole_and_binds_nobody() -> None:
    tool = licences()
    told = dict(re.findall(r"^\| ([\w.-]+) \| (.+) \|$", tool.PAGE.read_text("utf-8"), re.MULTILINE))
    for extra in tool.EXTRAS:
        try:
            found = tool.brought(extra)
        except tool.PackageNotFoundError:
            continue  # an extra that is not installed here; the page was made where it is
        assert found <= set(told), f"run `python tools/licences.py` ({extra or 'base'})"
    assert not [name for name, licence in told.items() if tool.BINDING.search(licence) or licence == "?"]
    for _, where, _ in tool.SHIPPED:
        assert (ROOT / where).is_dir(), where


def test_every_folder_of_others_work_in_the_wheel_is_told() -> None:
    vendored = {p.parent.relative_to(ROOT).as_posix() for p in (ROOT / "src").rglob("vendor/*/LICENSE*")}
    assert vendored == {where for _, where, _ in licences().SHIPPED if "vendor" in where}


def test_python_versions_agree() -> None:
    tested = re.search(r"python: \[(.*)\]", (ROOT / ".github/workflows/test.yml").read_text("utf-8"))
    assert tested
    versions = re.findall(r'"([\d.]+)"', tested[1])
    told = [
        c.rpartition(" ")[2] for c in PROJECT["classifiers"] if c.startswith("Programming Language :: Python :: 3.")
    ]
    assert versions == told
    assert PROJECT["requires-python"] == f">={versions[0]}"


def test_versions_agree() -> None:
    import isnad

    assert isnad.__version__ == PROJECT["version"]
    assert f"\nversion: {PROJECT['version']}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"## [{PROJECT['version']}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_workflows_and_container_name_what_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    asked = {
        target
        for path in (ROOT / ".github" / "workflows").glob("*.yml")
        for target in re.findall(r"run: make ([a-z]+)", path.read_text("utf-8"))
    }
    assert asked == {"test", "dist"} <= targets
    container = (ROOT / "Containerfile").read_text("utf-8")
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", container, re.MULTILINE):
        assert all((ROOT / name).exists() for name in line.split())
    extras = set(re.findall(r"\[([a-z,]+)\]", container).pop().split(","))
    assert extras <= set(PROJECT["optional-dependencies"])
    assert "\nUSER " in container, "it does not run as root"


def test_every_page_of_the_site_exists() -> None:
    site = (ROOT / "mkdocs.yml").read_text("utf-8")
    named = set(re.findall(r": (\S+\.md)$", site, re.MULTILINE))
    pages = {p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md")}
    assert {"index.md", "ar/index.md", "trust.md"} <= named <= pages


def test_the_site_builds_strictly_and_every_block_of_code_is_one(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="mkdocs-material is not installed: pip install -e '.[docs]'")
    call = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = {p.relative_to(tmp_path).as_posix(): p.read_text("utf-8") for p in tmp_path.rglob("*.html")}
    assert {"index.html", "ar/rules/index.html", "trust/index.html"} <= set(pages)
    assert not [name for name, page in pages.items() if "```" in page], "a fence the site's Markdown does not know"
    assert 'href="../README' not in pages["index.html"]
    heads = re.findall(r"^## ", (ROOT / "docs/ar/rules.md").read_text("utf-8"), re.MULTILINE)
    assert len(re.findall(r"<h2 id", pages["ar/rules/index.html"])) == len(heads)


def test_what_the_page_on_trust_says_is_what_was_measured_on_held_pages() -> None:
    table = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    told = re.findall(r"(\d\.\d{3}) \(\*(.+?)\*\)", (ROOT / "docs" / "trust.md").read_text("utf-8"))
    assert len(told) >= 10
    cells = [[cell.strip() for cell in line.split("|")] for line in table.splitlines() if line.startswith("| ")]
    held = next(row.index("own-held") for row in cells if "own-held" in row)
    measured = {row[1]: row[held] for row in cells if len(row) > held}
    for figure, row in told:
        assert figure == measured[row], f"docs/trust.md says {figure} of {row}, docs/benchmarks.md {measured[row]}"


def workflows() -> dict[str, Any]:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed: pip install -e '.[docs]'")
    folder = ROOT / ".github" / "workflows"
    return {path.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yml"))}


def test_workflows_are_whole() -> None:
    """What GitHub refuses a file for, and what would run without end or with more rights than it needs."""
    found = workflows()
    assert set(found) == {"docs.yml", "release.yml", "test.yml"}
    for name, flow in found.items():
        assert set(flow) == {"name", True, "permissions", "jobs"}, f"{name}: YAML reads `on` as true"
        for job in flow["jobs"].values():
            assert job["runs-on"] == "ubuntu-latest"
            assert job.get("needs", "") in ("", *flow["jobs"])
            assert "timeout-minutes" in job or "needs" in job, name
            matrix = job.get("strategy", {}).get("matrix", {})
            for step in job["steps"]:
                assert ("run" in step) != ("uses" in step), f"{name}: a step runs or uses"
                assert re.fullmatch(r"actions/[a-z-]+@v\d+", step.get("uses", "actions/x@v1")), step
                asked = re.findall(r"matrix\.(\w+)", str(step))
                assert set(asked) <= set(matrix), f"{name}: {asked} is in no matrix"


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("actionlint", ["-no-color", *(f".github/workflows/{n}.yml" for n in ("docs", "release", "test"))]),
        ("hadolint", ["--no-color", "Containerfile"]),
    ],
)
def test_the_linters_of_workflows_and_container_find_nothing(tool: str, arguments: list[str]) -> None:
    found = shutil.which(tool)
    if found is None:
        pytest.skip(f"no {tool} here; what it would find is checked in part by the tests beside this one")
    done = subprocess.run([found, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_rows_that_the_arabic_guide_shows_fit_their_files() -> None:
    guide = (ROOT / "docs" / "ar" / "rules.md").read_text("utf-8")
    shown = re.findall(r'```tsv title="(\S+)"\n(.*?)```', guide, re.DOTALL)
    assert {name for name, _ in shown} == {"names/outlets", "attribution/verbs", "dates/months"}
    for name, block in shown:
        lines = (ROOT / "src/isnad/rules" / f"{name}.tsv").read_text("utf-8").splitlines()
        head = next(line for line in lines if not line.startswith("# "))
        first, row = block.rstrip("\n").split("\n")
        assert first == head
        assert len(row.split("\t")) == len(head.split("\t"))


def test_commands_of_the_arabic_guide_exist() -> None:
    import click

    from isnad.cli import group
    from isnad.export.formats import FORMATS

    context = click.Context(group)
    for path in (ROOT / "docs" / "ar").glob("*.md"):
        for name, rest in re.findall(r"^isnad (\w+)(.*)$", path.read_text("utf-8"), re.MULTILINE):
            command = group.get_command(context, name)
            assert command, name
            known = {option for parameter in command.params for option in parameter.opts}
            assert set(re.findall(r"(?<!\S)--?[a-z]+", rest)) <= known
            if name == "export":
                assert rest.split()[1] in {f.name for f in FORMATS}
