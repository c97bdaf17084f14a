import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openChromium } from '../support/chromium';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';
import { KioskPerson } from '../support/kiosk-person';
import { setUp } from '../support/set-up';
import { pause } from '../support/steady-time';

let box: KioskBox;
let person: KioskPerson;

setUp(test, async keep => {
  box = await keep(startKioskBox());
  const browser = await keep(openChromium({ width: 1280, height: 800 }));
  person = new KioskPerson(await browser.context.newPage(), box);
});

/** What is to be heard now contains this. */
async function hears(words: string): Promise<void> {
  await person.page.waitForSelector(`html[data-speaking*=${JSON.stringify(words)}]`, { state: 'attached' });
}

test('Nothing is said unless somebody asks, and nothing after they leave', async () => {
  const { page } = person;
  const asked: string[] = [];
  page.on('request', request => {
    if (request.url().includes('/api/speech')) asked.push(request.url());
  });
  await person.arrive('?language=en');
  await page.focus('#service-tax');
  await page.click('#service-tax');
  await page.click('#back');
  assert.equal(asked, []);
  await page.click('#listen');
  await hears('Stop listening');
  await page.click('#listen');
  await page.waitForSelector('html:not([data-speaking])');
  await page.focus('#service-tax');
  await person.sees('#listen', 'Listen with headphones');
  assert.is(await page.locator('#speech button').count(), 0);
});

for (const [language, service, take, number] of [
  ['fi', 'Verotus', 'Ota numero', 'Vuoronumerosi'],
  ['sv', 'Beskattning', 'Ta ett nummer', 'Ditt könummer'],
  ['en', 'Taxation', 'Take a number', 'Your number'],
] as const) {
  test(`I hear my way to a number in ${language}, by keys alone, and all that the screen says of it`, async () => {
    const { page } = person;
    await person.arrive(`?language=${language}&listen=`);
    await page.focus('#service-tax');
    await hears(service);
    await page.keyboard.press('Enter');
    await hears(take);
    await page.keyboard.press('Enter');
    const code = await person.number();
    await hears(number);
    await hears(code);
    await page.click('#done');
    await page.waitForSelector('html:not([data-speaking])');
    assert.not.match(page.url(), 'listen');
  });
}

test('I hear it again, and louder; a listener after me begins with the usual volume', async () => {
  const { page } = person;
  await page.addInitScript(`
    const value = Object.getOwnPropertyDescriptor(AudioParam.prototype, 'value');
    window.volumes = [];
    Object.defineProperty(AudioParam.prototype, 'value', { ...value, set(to) { volumes.push(to); value.set.call(this, to); } });
  `);
  const volumes = () => page.evaluate('volumes.filter((each, place) => each !== volumes[place - 1])');
  await person.arrive('?language=en&listen=');
  await page.focus('#service-tax');
  await hears('Taxation');
  await page.focus('#speech [data-act=say-again]');
  await hears('Repeat');
  await page.keyboard.press('Enter');
  await hears('Taxation');
  await page.focus('#speech [data-act=volume]');
  await hears('Volume');
  await page.keyboard.press('Enter');
  await hears('Taxation');
  const [usual, louder] = [0.5, 0.75];
  assert.equal(await volumes(), [usual, louder]);
  await page.click('#listen');
  await page.click('#listen');
  await hears('Stop listening');
  assert.equal(await volumes(), [usual, louder, usual]);
});

test('I hear whether I have asked for more time, and for how many the number is', async () => {
  const { page } = person;
  await person.arrive('?language=en&service=tax&listen=');
  await page.focus('#more-time');
  await hears('I need more time');
  await hears(', not chosen');
  await page.keyboard.press('Enter');
  await page.waitForSelector('html[data-speaking=chosen]', { state: 'attached' });
  await page.focus('#more');
  await hears('One more');
  await page.keyboard.press('Enter');
  await hears('2 people');
});

/** A key that keyboards do not have. */
const press = (key: string, isHeld = false) =>
  person.page.evaluate(
    `document.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true, repeat: ${isHeld} }))`,
  );

test('A plug in the jack of a keypad begins to speak, its keys repeat and change the volume, without it nothing is said', async () => {
  const { page } = person;
  await person.arrive('?language=en');
  await press('F15');
  await hears('What is your visit about?');
  await page.focus('#service-tax');
  await hears('Taxation');
  await press('AudioVolumeUp');
  await hears('Taxation');
  await press('F17');
  await hears('Taxation');
  await press('AudioVolumeDown');
  await hears('Taxation');
  await press('F16', true);
  assert.is(await page.locator('#listen[aria-current]').count(), 1, 'a key that is held is one press');
  await press('F16');
  await page.waitForSelector('html:not([data-speaking])');
  await press('Help');
  await page.waitForSelector('#listen[aria-current]');
  await press('F16');
  await page.waitForSelector('html:not([data-speaking])');
  await page.focus('#service-register');
  assert.is(await page.locator('#listen[aria-current]').count(), 0);
  await press('MediaPlayPause');
  await hears('What is your visit about?');
});

test('I hear what I am asked for feedback, which number means what, and that I am thanked, by keys alone', async () => {
  const { page } = person;
  await page.goto(`${box.url}/feedback?language=en`);
  await page.waitForSelector('html[data-connection=live]');
  await page.focus('#listen');
  await page.keyboard.press('Enter');
  await hears('Which service is your feedback about?');
  await page.focus('#service-tax');
  await hears('Taxation');
  await page.keyboard.press('Enter');
  await hears('How much effort');
  await page.focus('#answer-1');
  await hears('1, ');
  for (const question of ['How satisfied', 'How likely', 'would you like to tell more']) {
    await page.focus('#skip');
    await page.keyboard.press('Enter');
    await hears(question);
  }
  await page.focus('#open');
  await hears('would you like to tell more');
  await page.fill('#open', 'All went well');
  await page.focus('#send');
  await page.keyboard.press('Enter');
  await hears('Thank you for your feedback');
  assert.not.match(String(await page.getAttribute('html', 'data-speaking')), 'All went well');
  await page.focus('#done');
  await page.keyboard.press('Enter');
  await page.waitForSelector('html:not([data-speaking])');
  assert.is(await page.locator('#listen[aria-current]').count(), 0);
});

test('The box speaks each of its languages as sound of a known length, and nothing else', async () => {
  for (const language of ['fi', 'sv', 'en']) {
    const sound = await fetch(`${box.url}/api/speech?language=${language}&text=$(reboot)%20--version%20V101`);
    assert.is(sound.headers.get('content-type'), 'audio/wav');
    const wav = Buffer.from(await sound.arrayBuffer());
    assert.is(wav.toString('latin1', 0, 4), 'RIFF');
    assert.is(wav.readUInt32LE(40), wav.length - 44);
    // Samples of 16 bits, 22 050 a second: between one and ten seconds.
    const seconds = (wav.length - 44) / 2 / 22_050;
    assert.ok(seconds > 1 && seconds < 10, `${seconds} s`);
  }
  for (const query of ['language=se&text=a', 'language=fi', `language=fi&text=${'a'.repeat(1201)}`])
    assert.is((await fetch(`${box.url}/api/speech?${query}`)).status, 400, query.slice(0, 30));
});

test('Whoever goes on quickly is heard: what nobody waits for any more is not spoken, and voices wait for their turn', async () => {
  const text = 'sana '.repeat(240).trim();
  const say = async (signal?: AbortSignal) => {
    const answer = await fetch(`${box.url}/api/speech?language=fi&text=${text}`, signal ? { signal } : {});
    await answer.arrayBuffer();
    return answer.status;
  };
  const gone = new AbortController();
  const left = Array.from({ length: 9 }, () => say(gone.signal).catch(() => 'gone'));
  await pause(20);
  gone.abort();
  assert.equal(await Promise.all(left), Array(9).fill('gone'));
  assert.equal(await Promise.all(Array.from({ length: 6 }, () => say())), Array(6).fill(200));
  const crowd = await Promise.all(Array.from({ length: 40 }, () => say()));
  assert.ok(crowd.includes(200) && crowd.includes(503), 'the line has an end');
});

test('The choice fits, keeps nobody out, and is not offered without a voice', async () => {
  for (const query of ['', '?listen=', '?service=tax&listen=&text=3']) {
    await person.arrive(query);
    for (const size of [
      { width: 1080, height: 1920 },
      { width: 390, height: 844 },
    ]) {
      await person.page.setViewportSize(size);
      assert.equal(await person.misfits(), [], query);
    }
    assert.equal(await person.barriers(), [], query);
  }
  for (const query of ['?listen=', '?listen=&service=tax&question=nps&text=3']) {
    await person.page.goto(`${box.url}/feedback${query}`);
    await person.page.waitForSelector('html[data-connection=live]');
    assert.equal([...(await person.misfits()), ...(await person.barriers())], [], query);
  }
  await person.arrive('?language=se&listen=');
  if (await person.page.locator('html[lang^=se]').count())
    assert.is(await person.page.locator('#speech').count(), 0);
  assert.equal(person.complaints, []);
});

test.run();
