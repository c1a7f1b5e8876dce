/** What the page's script adds to its address to ask whether the next page is there, which changes nothing. */
export const READY = 'ready';

const COPY = `
const copy = document.getElementById('copy');
if (copy) {
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    const list = document.getElementById('codes');
    const text = [...list.children].map((code) => code.textContent).join('\\n');
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(list);
      document.execCommand('copy');
    }
    copy.textContent = copy.dataset.copied;
  });
}`;

const SEND_ONCE = `
let sent = false;
addEventListener('submit', (event) => {
  if (sent) event.preventDefault();
  sent = true;
});
addEventListener('pageshow', () => {
  sent = false;
});`;

const NEXT = `
const next = document.getElementById('next');
if (next) {
  next.hidden = true;
  const address = location.href.split('#')[0];
  const look = async (left) => {
    const reply = await fetch(address + '&${READY}=1', { redirect: 'manual' }).catch(() => undefined);
    if ((reply && reply.status === 204) || left === 0) next.hidden = false;
    else setTimeout(look, 1000, left - 1);
  };
  setTimeout(look, 500, 20);
}`;

/**
 * The script of every page. It shows the copy button, and copies by the selection where the clipboard is out of reach; sends
 * a form once, however often its button is pressed; and shows the button to the next page when that is there.
 */
export const SCRIPT = COPY + SEND_ONCE + NEXT;
