// The interactive page of the interface, for staff: the document as it is, asked at this very address.
(async () => {
  const box = document.getElementById("interface");
  const spec = await (await fetch(box.dataset.schema)).json();
  spec.servers = [{ url: location.origin }];
  SwaggerUIBundle({ spec, domNode: box, supportedSubmitMethods: ["get"], presets: [SwaggerUIBundle.presets.apis] });
})();
