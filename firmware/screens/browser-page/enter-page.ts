import { postJson } from './command';

type State = 'entering' | 'empty' | 'wrong' | 'limited' | 'no-answer';

const token = location.hash.slice(1);
const again = document.querySelector<HTMLButtonElement>('#again');

// The secret must stay neither in the address bar nor in the history, where the next person would find it.
history.replaceState(null, '', location.pathname);

function show(state: State): void {
  for (const each of document.querySelectorAll<HTMLElement>('[data-state]')) {
    each.hidden = each.dataset.state !== state;
  }
  if (again) again.hidden = state !== 'no-answer' && state !== 'limited';
}

async function enter(): Promise<void> {
  if (token === '') return show('empty');
  show('entering');
  const reply = (await postJson('/api/enter', { token })) as {
    readonly page?: string;
    readonly code?: string;
  };
  if (reply.page !== undefined) location.replace(reply.page);
  else if (reply.code === 'token-wrong' || reply.code === 'command-invalid') show('wrong');
  else show(reply.code === 'token-limited' ? 'limited' : 'no-answer');
}

again?.addEventListener('click', () => void enter());
// The link of another role pasted into the same tab changes nothing but what stands behind the `#`.
addEventListener('hashchange', () => location.reload());
void enter();
