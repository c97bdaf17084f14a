import { type Html, html } from '../../firmware/screens/extra-routes';

/** The frame of the page; the script fills it, as nothing on it makes sense without one. */
export function benchHtml(): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bench – Tiski</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/bench-page.css">
<script type="module" src="/assets/bench-page.js"></script>
</head>
<body>
<header>
<div>
<h1>Bench</h1>
<p id="subject">A simulated service point</p>
</div>
<div id="controls">
<p id="link" role="status">Connecting</p>
<a href="/simulator">The room</a>
<a href="/">Index of the box</a>
</div>
</header>
<main id="bench"><noscript><p>This page needs JavaScript. <a href="/">The index of the box</a> does not.</p></noscript></main>
</body>
</html>
`;
}

/** The frame of the room's page. What the product is stands in it, so that it is read before anything moves. */
export function roomHtml(): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The room – Tiski</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/room-page.css">
<script type="module" src="/assets/room-page.js"></script>
</head>
<body>
<header>
<div>
<h1 id="subject">A joint public service point</h1>
<p class="lead">One small box gives out numbers, calls customers, shows that a video unit rings, and asks how it went. You see it at work: the box is
the real program, the devices and the people are simulated.</p>
</div>
<p id="link" role="status">Connecting</p>
</header>
<main id="room"><noscript><p>This page needs JavaScript. <a href="/">The index of the box</a> does not.</p></noscript></main>
</body>
</html>
`;
}
