"""The house's own rules of safety find what they are for."""

import subprocess
from pathlib import Path

import yaml

from tests.rules.house import ROOT, read

PLANTED = {
    "features/x/service.py": "def change(session):\n    session.commit()\n",
    "sql.py": "import sqlalchemy\n\nfound = sqlalchemy.text(f'SELECT {name}')\n",
    "secret.py": "import random\n",
    "calls.py": "import httpx2\n\nanswer = httpx2.get('https://bruggen.example')\n",
    "Text.svelte": "<p>{@html text}</p>\n",
    "keep.ts": "localStorage.setItem('name', name);\n",
}


def test_every_rule_finds_what_is_planted(tmp_path: Path) -> None:
    for name, text in PLANTED.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    scan = subprocess.run([ROOT / "tools" / "scan.sh", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert scan.returncode == 1, scan.stderr
    rules = [rule["id"] for rule in yaml.safe_load(read("tools/scan.yml"))["rules"]]
    assert len(rules) == len(PLANTED)
    assert [rule for rule in rules if rule not in scan.stdout] == []
