"""Somebody who works on cases without a pause, and remembers what was acknowledged."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx2

from bruggen.kit.clock import today
from bruggen.kit.ids import new_id
from tests.cases.people import APPLICATION

MERGE_PATCH = "application/merge-patch+json"
STEPS: dict[str, tuple[str, dict[str, Any]]] = {
    "submissions": ("referrer", {}),
    "screenings": ("coordinator", {}),
    "completionRequests": ("coordinator", {"question": "Wat is er al geprobeerd?"}),
    "consultPlans": ("coordinator", {"consultAt": "2026-12-03T10:00:00+01:00"}),
    "consults": ("coordinator", {"advice": "Eerst rust."}),
    "feedbacks": ("coordinator", {"feedback": "Een leerplek."}),
    "closures": ("coordinator", {"outcome": "backAtSchool"}),
    "referrals": ("coordinator", {"referredTo": "Een dienst", "reason": "Past daar beter."}),
    "refusals": ("coordinator", {"reason": "Te vroeg."}),
    "withdrawals": ("referrer", {"reason": "Opgelost."}),
    "reopenings": ("coordinator", {"reason": "Zit weer vast."}),
}


# What becomes of a hand-over: by whom, and how it is called then.
ANSWERS = {
    "refusals": ("elsewhere", "refused"),
    "withdrawals": ("coordinator", "withdrawn"),
    "acceptances": ("elsewhere", "accepted"),
}


class Killed(Exception):
    """The server went away in the middle."""


@dataclass
class Acknowledged:
    """What the product said that it had written: `what` kind of thing, of which case, and what must be found of it."""

    what: str
    case: str
    detail: dict[str, Any]


@dataclass
class Writer:
    """Works as a referrer, a coordinator, a colleague and somebody elsewhere until the server is gone, and then on with the next.

    `done` is what the server that is gone had acknowledged.
    """

    port: int
    people: dict[str, str]
    seed: int
    offers: list[str]
    done: list[Acknowledged] = field(default_factory=list)
    routes: Counter[str] = field(default_factory=Counter)
    cases: list[str] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    views: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - draws what happens, guards nothing

    def begin(self, tokens: dict[str, str]) -> None:
        """Get ready for the next server."""
        self.tokens = tokens
        self.done = []

    def work(self) -> None:
        """Write until the server dies."""
        with httpx2.Client(base_url=f"http://127.0.0.1:{self.port}/api/v1", timeout=30) as client:
            self._client = client
            actions: list[Callable[[], None]] = [
                self._begin,
                self._change,
                *[self._step] * 6,
                self._say,
                self._add_task,
                self._change_task,
                self._complete_task,
                self._assign,
                self._remind,
                self._offer,
                self._watch,
                self._expert,
                self._hand_over,
                self._view,
                self._read_news,
                self._rate,
                self._throw_away,
                self._ask_other_side,
            ]
            try:
                while True:
                    self._random.choice(actions)()
            except Killed:
                return

    def _send(self, who: str, method: str, path: str, route: str, body: dict[str, Any] | None = None, **headers: str) -> Any:
        own = {"Authorization": f"Bearer {self.tokens[who]}", **headers}
        try:
            answer = self._client.request(method, path, json=body, headers=own)
        except httpx2.TransportError as error:
            raise Killed from error
        # What a random writer tries is often not allowed now; what must not happen is a failure of ours.
        assert answer.status_code < 500 or answer.status_code == 503, f"{method} {route}: {answer.status_code} {answer.text}"
        if answer.status_code < 300:
            self.routes[f"{method} {route}"] += 1
            return answer
        return None

    def _note(self, what: str, case: str, **detail: Any) -> None:
        self.done.append(Acknowledged(what, case, detail))

    def _case(self) -> str | None:
        return self._random.choice(self.cases[-12:]) if self.cases else None

    def _begin(self) -> None:
        said = {**APPLICATION, "admissionReason": "De andere kant volgt later.", "summary": f"Zaak {self._random.random()}"}
        key = {"Idempotency-Key": str(new_id())}
        if answer := self._send("referrer", "POST", "/caseConsultations", "caseConsultations", said, **key):
            case = answer.json()["id"]
            self.cases.append(case)
            self._note("case", case, summary=said["summary"])

    def _change(self) -> None:
        if case := self._case():
            words = f"Verandering {self._random.random()}"
            for who in ("referrer", "coordinator"):
                headers = {"If-Match": "*", "Content-Type": MERGE_PATCH}
                path = f"/caseConsultations/{case}"
                if self._send(who, "PATCH", path, "caseConsultations/{}", {"strengths": words}, **headers):
                    self._note("words", case, strengths=words)
                    return

    def _step(self) -> None:
        if case := self._case():
            step = self._random.choice(list(STEPS))
            who, said = STEPS[step]
            if answer := self._send(who, "POST", f"/caseConsultations/{case}/{step}", step, said):
                self._note("step", case, kind=step, state=answer.json()["state"])

    def _say(self) -> None:
        if case := self._case():
            text = f"Bericht {self._random.random()}"
            message = {"kind": "note", "text": text, "audience": self._random.choice(["everyone", "coordinators"])}
            if answer := self._send("colleague", "POST", f"/caseConsultations/{case}/messages", "messages", message):
                self._note("message", case, event=answer.json()["id"], text=text)

    def _add_task(self) -> None:
        if case := self._case():
            wanted = {"text": f"Taak {self._random.random()}", "dueOn": str(today()), "assignee": self.people["colleague"]}
            if answer := self._send("coordinator", "POST", f"/caseConsultations/{case}/tasks", "tasks", wanted):
                task = answer.json()["id"]
                self.tasks.append(f"{case}:{task}")
                self._note("task", case, task=task)

    def _some_task(self) -> tuple[str, str] | None:
        if not self.tasks:
            return None
        case, _, task = self._random.choice(self.tasks[-12:]).partition(":")
        return case, task

    def _change_task(self) -> None:
        if found := self._some_task():
            case, task = found
            day = str(today() + timedelta(days=self._random.randint(1, 400)))
            headers = {"If-Match": "*", "Content-Type": MERGE_PATCH}
            if self._send("coordinator", "PATCH", f"/caseTasks/{task}", "caseTasks/{}", {"dueOn": day}, **headers):
                self._note("taskDay", case, task=task, day=day)

    def _complete_task(self) -> None:
        if found := self._some_task():
            case, task = found
            if self._send("colleague", "POST", f"/caseTasks/{task}/completions", "completions"):
                self._note("taskDone", case, task=task)

    def _assign(self) -> None:
        chosen = list(dict.fromkeys(case for _ in range(3) if (case := self._case())))
        lead = self._random.choice([self.people["coordinator"], self.people["colleague"]])
        wanted = {"assignments": [{"case": case, "coordinator": lead} for case in chosen]}
        if chosen and self._send("coordinator", "POST", "/caseAssignments", "caseAssignments", wanted):
            for case in chosen:
                self._note("lead", case, person=lead)

    def _remind(self) -> None:
        if case := self._case():
            self._send("coordinator", "POST", "/caseReminders", "caseReminders", {"cases": [case]})

    def _offer(self) -> None:
        if (case := self._case()) and self.offers:
            offer = self._random.choice(self.offers)
            path = f"/caseConsultations/{case}/offers"
            if self._send("coordinator", "POST", path, "offers", {"offer": offer, "note": "Past hierbij."}):
                self._note("offer", case, offer=offer, there=True)
            elif self._send("coordinator", "DELETE", f"{path}/{offer}", "offers/{}"):
                self._note("offer", case, offer=offer, there=False)

    def _watch(self) -> None:
        if case := self._case():
            method, there = self._random.choice([("POST", True), ("DELETE", False)])
            if self._send("colleague", method, f"/caseConsultations/{case}/watches", "watches"):
                self._note("watch", case, there=there)

    def _expert(self) -> None:
        if case := self._case():
            path = f"/caseConsultations/{case}/experts"
            wanted = {"email": self.people["expert"], "validUntil": str(today() + timedelta(days=3)), "reason": "Denkt mee."}
            if answer := self._send("coordinator", "POST", path, "experts", wanted):
                access = answer.json()["id"]
                self._note("access", case, access=access, ended=False)
                if self._random.random() < 0.7 and self._send("coordinator", "DELETE", f"{path}/{access}", "experts/{}"):
                    self._note("access", case, access=access, ended=True)

    def _hand_over(self) -> None:
        if case := self._case():
            wanted = {"region": "LIM", "reason": "Verhuist."}
            self._send("coordinator", "POST", f"/caseConsultations/{case}/handovers", "handovers", wanted)
            listed = self._send("elsewhere", "GET", "/caseHandovers?status=proposed", "caseHandovers")
            for item in listed.json()["items"][:1] if listed else []:
                answered = self._random.choices(["refusals", "withdrawals", "acceptances"], [0.6, 0.3, 0.1])[0]
                who, status = ANSWERS[answered]
                path = f"/caseHandovers/{item['id']}/{answered}"
                said = {"reason": "Nu niet."} if answered == "refusals" else None
                if self._send(who, "POST", path, f"caseHandovers/{{}}/{answered}", said):
                    self._note("handover", item["case"]["id"], handover=item["id"], status=status)
                    if status == "accepted" and item["case"]["id"] in self.cases:
                        self.cases.remove(item["case"]["id"])

    def _view(self) -> None:
        name = f"Weergave {self._random.random()}"
        if self.views and self._random.random() < 0.5:
            view = self.views.pop()
            if self._random.random() < 0.5:
                headers = {"If-Match": "*", "Content-Type": MERGE_PATCH}
                if self._send("coordinator", "PATCH", f"/savedViews/{view}", "savedViews/{}", {"name": name}, **headers):
                    self._note("view", "", view=view, name=name)
            elif self._send("coordinator", "DELETE", f"/savedViews/{view}", "savedViews/{}", **{"If-Match": "*"}):
                self._note("view", "", view=view, name=None)
        elif answer := self._send("coordinator", "POST", "/savedViews", "savedViews", {"name": name, "query": {}}):
            self.views.append(answer.json()["id"])
            self._note("view", "", view=answer.json()["id"], name=name)

    def _read_news(self) -> None:
        self._send("colleague", "POST", "/notifications/reads", "notifications/reads", {"ids": []})

    def _rate(self) -> None:
        if case := self._case():
            useful = self._random.randint(1, 5)
            headers = {"Content-Type": MERGE_PATCH}
            path = f"/caseConsultations/{case}/rating"
            if self._send("referrer", "PATCH", path, "rating", {"usefulness": useful}, **headers):
                self._note("rating", case, usefulness=useful)

    def _throw_away(self) -> None:
        if answer := self._send("referrer", "POST", "/caseConsultations", "caseConsultations", {"summary": "Toch niet."}):
            case = answer.json()["id"]
            if self._send("referrer", "DELETE", f"/caseConsultations/{case}", "caseConsultations/{}", **{"If-Match": "*"}):
                self._note("gone", case)

    def _ask_other_side(self) -> None:
        if case := self._case():
            path = f"/caseConsultations/{case}/otherSideInvitations"
            self._send("referrer", "POST", path, "otherSideInvitations", {"email": "collega@crash.test"})
