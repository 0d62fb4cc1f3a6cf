// htmx as our content policy wants it: no style of its own, no code from attributes, no page kept in the browser's storage.
import htmx from "htmx.org";

Object.assign(htmx.config, {
  includeIndicatorStyles: false,
  allowEval: false,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
});
