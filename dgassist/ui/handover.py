"""What is handed over of a client: its paper as it is now, and results saved as they were."""

from __future__ import annotations

from dgassist.case import Case
from dgassist.plan.checklist import Ticks
from dgassist.report.frozen import Saved, Shelf, freeze
from dgassist.report.output import Handout
from dgassist.store.clientcode import code_of, scan_text
from dgassist.store.schema import StoreError
from dgassist.ui.session import TICKS, Session


class Handover:
    """Looks into the session and its store; what cannot be done the session tells."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def handout(self, *measure_ids: str) -> Handout:
        """What is printed of the open client: all that is planned, or some measures."""
        session = self._session
        return self._made(session.client_id, session.case, session.ticks, measure_ids)

    def handout_of(self, client_id: int) -> Handout | None:
        """What is printed of any client; None where it cannot be read."""
        session = self._session
        try:
            answers, _ = session.store.answers(client_id, session.book, session.clock())
            ticks = Ticks.decode(session.store.kept(client_id, TICKS))
        except StoreError as error:
            session.told.emit(str(error))
            return None
        case = Case(session.book, answers, session.clock().date())
        return self._made(client_id, case, ticks, ())

    def saved(self) -> tuple[Saved, ...]:
        """The saved results of the open client, the newest first."""
        shelf = self._shelf()
        return shelf.saved() if shelf else ()

    def save(self) -> bool:
        """Keep the results as they are now; whether they could be kept."""
        session, shelf = self._session, self._shelf()
        if shelf is None:
            return False
        paper = self.handout()
        try:
            shelf.add(freeze(paper.plan, session.clock(), paper.ticks, scan=paper.scan))
        except StoreError as error:
            session.told.emit(str(error))
            return False
        return True

    def remove(self, key: str) -> None:
        """Keep saved results no longer."""
        shelf = self._shelf()
        try:
            if shelf is not None:
                shelf.remove(key)
        except StoreError as error:
            self._session.told.emit(str(error))

    def _shelf(self) -> Shelf | None:
        client_id = self._session.client_id
        return None if client_id is None else Shelf(self._session.store, client_id)

    def _made(
        self, client_id: int | None, case: Case, ticks: Ticks, measure_ids: tuple[str, ...]
    ) -> Handout:
        client = next((c for c in self._session.clients() if c.id == client_id), None)
        code = code_of(client.mark) if client else ""
        return Handout(case.plan, measure_ids, ticks, scan_text(code) if code else "", code)
