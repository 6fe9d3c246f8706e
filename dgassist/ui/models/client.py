"""The list of companies, and the search in it by a few characters of whatever one remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from dgassist.store.clientcode import names_client
from dgassist.store.clients import Client
from dgassist.store.search import folded
from dgassist.ui.language import nameless, tr

CLIENT = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class ClientModel(QAbstractListModel):
    """All companies, in the order they are given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clients: tuple[Client, ...] = ()

    def show_clients(self, clients: Sequence[Client]) -> None:
        """Show other companies, or the same ones as they are now."""
        if tuple(clients) != self.clients:
            self.beginResetModel()
            self.clients = tuple(clients)
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.clients)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        client = self.clients[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return client.name or nameless()
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(client)
            case _ if role == CLIENT:
                return client
        return None


class ClientFilter(QSortFilterProxyModel):
    """The companies in which every typed word is found; those put away only if asked for.

    ``matches`` tells whether letters are pinyin initials in a text: ``(text, letters)``.
    """

    def __init__(
        self,
        source: ClientModel,
        matches: Callable[[str, str], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._matches = matches
        self._words: list[str] = []
        self._archived = False
        self.setSourceModel(source)

    def narrow(self, text: str, *, archived: bool = False) -> None:
        """Keep the companies that fit the typed text, those put away too if ``archived``."""
        self.beginFilterChange()
        self._words = [folded(word) for word in text.split()]
        self._archived = archived
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, _source_parent: Index) -> bool:
        client = self._source.clients[source_row]
        if any(names_client(word, client.mark, client.code) for word in self._words):
            return True  # its paper was scanned: that one and no other, put away or not
        if client.archived and not self._archived:
            return False
        told = folded(f"{client.name} {client.code} {client.town} {client.note}")
        return all(word in told or self._is_initials(client, word) for word in self._words)

    def _is_initials(self, client: Client, word: str) -> bool:
        return self._matches(client.name, word) or self._matches(client.town, word)


def _spoken(client: Client) -> str:
    """The row for screen readers."""
    name = client.name or nameless()
    state = tr("已归档") if client.archived else ""
    return "，".join(part for part in (name, state, client.town, client.code, client.note) if part)
