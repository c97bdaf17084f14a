/** Of the plots of a run; colours that are told apart in print as well, since they differ in lightness. */
export const reportStyle = `
#periods, #languages, #page > footer { display: none; }
#page > section { margin-bottom: 2rem; }
figure.run { margin: 1.5rem 0; break-inside: avoid; }
figure.run figcaption { font-weight: 700; margin-bottom: 0.4rem; }
.plot { width: 100%; max-width: 60rem; height: auto; display: block; }
.plot text { fill: var(--ink); font: 13px system-ui, sans-serif; }
.plot .grid { stroke: var(--hair); stroke-width: 1; }
.plot .area { fill: var(--plot); opacity: 0.25; }
.plot .curve { fill: none; stroke: var(--plot); stroke-width: 2; }
.plot .most { fill: none; stroke: var(--plot); stroke-width: 1.5; stroke-dasharray: 4 4; }
.plot .half, .plot .served, .key .served { fill: var(--plot); background: var(--plot); }
.plot .nine { fill: var(--plot); opacity: 0.35; }
.plot .longest { stroke: var(--ink); stroke-width: 2; }
.plot .no-shows, .key .no-shows { fill: var(--amber); background: var(--amber); }
.plot .others, .key .others { fill: var(--quiet); background: var(--quiet); }
.plot .trouble { fill: var(--bad); opacity: 0.75; }
.plot .failed { fill: var(--bad); }
.plot .unknown, .plot .warning { fill: var(--amber); stroke: var(--ink); }
.plot .ok { fill: var(--good); }
.plot .ring { fill: var(--plot); }
.note, .key { color: var(--quiet); max-width: 60rem; margin: 0.3rem 0; }
.key span { display: inline-block; width: 0.9em; height: 0.9em; margin: 0 0.3em 0 1em; vertical-align: -0.1em; }
:root { --plot: #155d74; --amber: #e09a00; --bad: #b3261e; --good: #1f6b45; }
@media screen and (prefers-color-scheme: dark) {
  html:root {
    --ground: #12191d; --card: #1a2328; --ink: #eef3f5; --quiet: #aebbc2; --line: #6c7c85; --hair: #36444b; --accent: #7cc7e0;
    --soft: #22323a; --plot: #6bbcd8; --amber: #ffb938; --bad: #ff8a7d; --good: #7ad0a0; color-scheme: dark;
  }
}
@media print { figure.run { page-break-inside: avoid; } }
`;
