import { postJson } from './command';

const form = document.querySelector<HTMLFormElement>('#pair-form');
const code = document.querySelector<HTMLInputElement>('#code');
const codes: Readonly<Record<string, string>> = { 'pairing-wrong': 'wrong', 'token-limited': 'limited' };
let busy = false;

function show(state: string | undefined): void {
  for (const each of document.querySelectorAll<HTMLElement>('[data-state]'))
    each.hidden = each.dataset.state !== state;
}

async function enter(typed: string): Promise<void> {
  if (busy || typed.trim() === '') return;
  busy = true;
  show(undefined);
  const reply = (await postJson('/api/pair', { code: typed })) as { page?: string; code?: string };
  busy = false;
  if (reply.page !== undefined) return location.reload();
  show(codes[reply.code ?? ''] ?? (reply.code === 'command-invalid' ? 'wrong' : 'no-answer'));
  code?.focus();
}

form?.addEventListener('submit', event => {
  event.preventDefault();
  if (code) void enter(code.value);
});
