"""The plan of the house, checked: import contracts, rooms and libraries, sizes, style, types, hidden characters."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src" / "isnad"
MODULES = sorted(SRC.rglob("*.py"))

MODULE_LINES = 400
FUNCTION_LINES = 40
LONGER_MODULES: dict[str, str] = {"model.py": "every value that travels between rooms, to be read in one place"}
"""Module below src/isnad, and why it may be longer than `MODULE_LINES`."""
LONGER_FUNCTIONS: dict[str, str] = {}
"""`module.py:function`, and why it may be longer than `FUNCTION_LINES`."""

ONLY_IN = {
    "sqlite3": ("store/",),
    "lxml": ("intake/", "extract/"),
    "selectolax": ("intake/", "extract/"),
    "trafilatura": ("intake/", "extract/"),
    "resiliparse": ("intake/", "extract/"),
    "html": ("intake/", "extract/", "export/", "web/"),
    "dask": ("run/cluster.py",),
    "distributed": ("run/cluster.py",),
    "ray": ("run/cluster.py",),
    "pyspark": ("run/cluster.py",),
    "daft": ("run/cluster.py",),
    "multiprocessing": ("run/",),
    "concurrent": ("run/",),
    "jinja2": ("export/", "web/"),
    "click": ("cli.py", "cli/"),
    "rich": ("cli.py", "cli/"),
}
"""Package, and the only places that may import it."""

ANALYSIS = ("model.py", "text/", "rules/", "plan.py", "extract/", "annotate/", "link/", "pipeline.py")
OUTSIDE_WORLD = (
    "os.environ",
    "os.getenv",
    "os.urandom",
    "datetime.now",
    "datetime.utcnow",
    "date.today",
    "time.time",
    "uuid.uuid1",
    "uuid.uuid4",
)
"""What analysis may not read: its output depends on its input alone."""

BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
SQL = ("SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", "CREATE TABLE")


def name_of(module: Path) -> str:
    return module.relative_to(SRC).as_posix()


def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"), str(module))


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: the tracked files cannot be listed")
    return [ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name and (ROOT / name).is_file()]


def passes(*command: str) -> None:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def imports_of(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Top-level packages imported anywhere in a module, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0], node.lineno


def misplaced_imports(name: str, tree: ast.Module) -> list[str]:
    return [
        f"{name}:{line} imports {package}, which only {' and '.join(ONLY_IN[package])} may"
        for package, line in imports_of(tree)
        if package in ONLY_IN and not name.startswith(ONLY_IN[package])
    ]


def outside_reads(name: str, tree: ast.Module) -> list[str]:
    dotted = ((ast.unparse(node), node.lineno) for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return [
        f"{name}:{line} reads {words}: analysis depends on its input alone"
        for words, line in dotted
        if any(words == read or words.endswith("." + read) for read in OUTSIDE_WORLD)
    ]


def functions_of(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Name and lines of every function, from `def` to its last line, its docstring not counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
            docstring = (said.end_lineno or 0) - said.lineno + 1 if said else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - docstring


def sql_strings(name: str, tree: ast.Module) -> list[str]:
    return [
        f"{name}:{node.lineno} holds SQL, which is for store/ alone: {node.value[:60]!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lstrip().startswith(SQL)
    ]


def hidden_characters(text: str) -> list[str]:
    return [f"line {n}: {c!a}" for n, line in enumerate(text.split("\n"), 1) for c in line if ord(c) in BIDI]


def test_rooms_import_rooms_below_them_only() -> None:
    passes("-c", "import sys; from importlinter.cli import lint_imports as lint; sys.exit(lint(no_cache=True))")


def test_libraries_stay_in_their_rooms() -> None:
    assert not [breach for module in MODULES for breach in misplaced_imports(name_of(module), tree_of(module))]


def test_analysis_reads_its_input_alone() -> None:
    analysis = [module for module in MODULES if name_of(module).startswith(ANALYSIS)]
    assert analysis
    assert not [breach for module in analysis for breach in outside_reads(name_of(module), tree_of(module))]


def test_sql_stands_in_store_alone() -> None:
    others = [module for module in MODULES if not name_of(module).startswith("store/")]
    assert not [breach for module in others for breach in sql_strings(name_of(module), tree_of(module))]


def test_modules_stay_short() -> None:
    lines = {name_of(module): len(module.read_text("utf-8").splitlines()) for module in MODULES}
    assert not {name: n for name, n in lines.items() if n > MODULE_LINES and name not in LONGER_MODULES}
    assert not [name for name in LONGER_MODULES if lines.get(name, 0) <= MODULE_LINES], "no longer needs its exception"


def test_functions_stay_short() -> None:
    lines = {f"{name_of(module)}:{name}": n for module in MODULES for name, n in functions_of(tree_of(module))}
    assert not {name: n for name, n in lines.items() if n > FUNCTION_LINES and name not in LONGER_FUNCTIONS}
    assert not [name for name in LONGER_FUNCTIONS if lines.get(name, 0) <= FUNCTION_LINES], "no longer needs it"


def test_every_module_opens_with_a_sentence() -> None:
    assert not [name_of(module) for module in MODULES if not (ast.get_docstring(tree_of(module)) or "").strip()]


def test_no_hidden_direction_controls_in_any_file() -> None:
    found = {}
    for path in tracked_files():
        try:
            hidden = hidden_characters(path.read_text("utf-8"))
        except UnicodeDecodeError:
            continue  # a binary file, such as a font: no reader is misled by its bytes
        if hidden:
            found[path.relative_to(ROOT).as_posix()] = hidden[:3]
    assert not found


def test_no_file_names_a_package_registry() -> None:
    registries = (".".join(("pypi", "org")), ".".join(("files", "pythonhosted", "org")))
    assert not [
        path.name
        for path in tracked_files()
        if path.suffix in {".toml", ".lock", ".txt", ".sh", ".md", ".cfg", ""}
        and any(host in path.read_text("utf-8", "replace") for host in registries)
    ]


def declared(*extras: str) -> set[str]:
    """Names of the distributions that pyproject.toml asks for, with those of the extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(d for e in extras for d in project["optional-dependencies"].get(e, ()))]
    return {re.split(r"[<>=!~\[; ]", requirement)[0].lower().replace("_", "-") for requirement in wanted}


def test_the_lock_pins_every_dependency() -> None:
    lock = (ROOT / "requirements-dev.lock").read_text("utf-8")
    pinned = set(re.findall(r"^([a-z0-9.-]+)==", lock, re.MULTILINE))
    assert not declared("dev", "web", "export", "frames", "readers", "spacy", "mcp") - pinned, "run `make lock`"


def test_every_library_is_declared() -> None:
    known = packages_distributions()
    used = {package for module in MODULES for package, _ in imports_of(tree_of(module))}
    foreign = {package for package in used if package not in sys.stdlib_module_names and package != "isnad"}
    asked = declared("cluster", "web", "export", "frames", "spacy", "mcp")
    assert not {p for p in foreign if not asked & {d.lower().replace("_", "-") for d in known.get(p, [p])}}


def test_style() -> None:
    passes("-m", "ruff", "check", ".")
    passes("-m", "ruff", "format", "--check", ".")


def test_types() -> None:
    passes("-m", "mypy")


# --- the checks themselves: each must see a planted breach ------------------------------------------------------------


@pytest.mark.parametrize(
    ("check", "name", "source"),
    [
        (misplaced_imports, "web/app.py", "import sqlite3"),
        (misplaced_imports, "run/pool.py", "def f():\n    from dask import bag"),
        (misplaced_imports, "annotate/timex.py", "import selectolax.lexbor"),
        (outside_reads, "link/claims.py", "import os\nx = os.environ['HOME']"),
        (outside_reads, "annotate/timex.py", "import datetime\nx = datetime.date.today()"),
        (sql_strings, "web/app.py", "q = 'SELECT id FROM claim'"),
    ],
)
def test_a_planted_breach_is_seen(check: Callable[[str, ast.Module], list[str]], name: str, source: str) -> None:
    assert check(name, ast.parse(source))


def test_sizes_leave_docstrings_out() -> None:
    source = 'def f():\n    """One.\n\n    Two.\n    """\n    return 1\n'
    assert dict(functions_of(ast.parse(source))) == {"f": 2}


def test_a_planted_direction_control_is_seen() -> None:
    assert hidden_characters("قال" + chr(0x202E) + "أمس") == [r"line 1: '\u202e'"]
