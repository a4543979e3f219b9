"""How many bytes a page takes over the wire, headers included, as the browser counts them."""

from playwright.sync_api import Page


class Scales:
    """Sums what is transferred for a page from now on; what comes from the browser's own store weighs nothing."""

    def __init__(self, page: Page) -> None:
        self.weights: dict[str, float] = {}
        self.urls: dict[str, str] = {}
        self.page = page
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", lambda e: self.urls.update({e["requestId"]: e["response"]["url"]}))
        session.on("Network.loadingFinished", self._finished)

    def settle(self) -> None:
        """Wait a moment for the browser's last reports."""
        self.page.wait_for_timeout(200)

    def _finished(self, event: dict) -> None:
        self.weights[event["requestId"]] = event["encodedDataLength"]

    @property
    def bytes(self) -> int:
        return int(sum(self.weights.values()))

    def told(self) -> list[tuple[str, int]]:
        """The heaviest first."""
        rows = [(self.urls.get(key, "?"), int(weight)) for key, weight in self.weights.items()]
        return sorted(rows, key=lambda row: -row[1])

    def empty(self) -> None:
        self.weights.clear()
