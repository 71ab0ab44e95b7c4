// Runs before the first paint, so that a chosen theme or language never flashes the other one.
(() => {
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const theme = kept("comptoir.theme");
  if (theme) document.documentElement.dataset.theme = theme;
  const known = ["en", "fr", "nl", "de"];
  const wanted = [kept("comptoir.language"), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  document.documentElement.lang = wanted.find((code) => known.includes(code)) ?? "en";
})();
