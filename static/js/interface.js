// The interactive page of the interface, for staff: the document as it is, asked at this very address.
(async () => {
  const box = document.getElementById("interface");
  const spec = await (await fetch(box.dataset.schema)).json();
  spec.servers = [{ url: location.origin }];
  // The page has its own title, and there is one server to ask.
  const nothing = () => () => null;
  const ours = { wrapComponents: { InfoContainer: nothing, ServersContainer: nothing } };
  // What the bundle draws without a name gets one: an answer its parameter, a bare button its row.
  const name = () => {
    for (const row of box.querySelectorAll("tr[data-param-name]"))
      for (const answer of row.querySelectorAll("input, select, textarea")) answer.setAttribute("aria-label", row.dataset.paramName);
    for (const button of box.querySelectorAll("button:empty, .copy-to-clipboard button")) button.setAttribute("aria-label", "Copy");
    for (const code of box.querySelectorAll("pre:not([tabindex])")) code.tabIndex = 0;
  };
  new MutationObserver(name).observe(box, { childList: true, subtree: true });
  SwaggerUIBundle({ spec, domNode: box, supportedSubmitMethods: ["get"], presets: [SwaggerUIBundle.presets.apis], plugins: [ours] });
})();
