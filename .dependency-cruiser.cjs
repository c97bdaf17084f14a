/** The import rules of the house. Each arrow that must never be is one rule with its reason. */
const folder = name => `^${name}/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'core-is-pure',
      comment: 'The rules know no clock, disk, network or randomness, and nothing outside themselves.',
      severity: 'error',
      from: { path: folder('firmware/servicepoint') },
      to: { pathNot: [folder('firmware/servicepoint'), 'node_modules/@sinclair/typebox'] },
    },
    {
      name: 'hal-knows-no-queues',
      comment: 'Hardware is below the product.',
      severity: 'error',
      from: { path: folder('hal') },
      to: { path: '^(firmware|simulator|provisioning|ota|tests)/' },
    },
    {
      name: 'firmware-knows-no-simulator',
      comment: 'What ships must not lean on what pretends.',
      severity: 'error',
      from: { path: folder('firmware'), pathNot: folder('firmware/bin') },
      to: { path: '^(simulator|provisioning|ota|tests)/' },
    },
    {
      name: 'simulator-stays-outside',
      comment:
        'The simulator uses wires, HAL interfaces and public entry points, so that it proves the product and not itself.',
      severity: 'error',
      from: { path: folder('simulator') },
      to: {
        path: '^(firmware|hal|provisioning|ota|tests)/',
        pathNot: [
          '^hal/[^/]+\\.ts$',
          '^hal/platform/',
          '^hal/drivers/virtual/',
          '^firmware/(appliance|runtime|program|log)\\.ts$',
          '^firmware/config/(site|load-site|check-document|overrides|rules-of-site)\\.ts$',
          '^firmware/link/(link|back-off)\\.ts$',
          '^firmware/servicepoint/(commands|events|rules|state|ticket)\\.ts$',
          '^firmware/servicepoint/opening/(opening|calendar)\\.ts$',
          '^firmware/screens/(build-assets|extra-routes|statistics-report|views)\\.ts$',
          '^firmware/screens/browser-page/(live|command|patience)\\.ts$',
        ],
      },
    },
    {
      name: 'printer-peer-shares-nothing-with-driver',
      comment: 'A decoder that shares code with the encoder proves nothing.',
      severity: 'error',
      from: { path: folder('simulator/printer') },
      to: { path: folder('hal/drivers') },
    },
    {
      name: 'other-programs-know-no-rules',
      comment: 'Provisioning and updates are programs of their own.',
      severity: 'error',
      from: { path: '^(provisioning|ota)/', pathNot: '^(ota/bundle|provisioning/commissioning)/' },
      to: { path: '^(firmware|simulator|tests)/' },
    },
    {
      name: 'set-up-knows-no-rules',
      comment:
        'Its page is drawn as all pages are, and speaks of devices in the same words; it knows no more of the firmware.',
      severity: 'error',
      from: { path: folder('provisioning/commissioning') },
      to: {
        path: '^(firmware|simulator|tests)/',
        pathNot: ['^firmware/screens/(html|browser-page/morph)\\.ts$', '^firmware/texts/advice/'],
      },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { pathNot: ['^tests/', '^simulator/package/examples/'] },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'no-test-packages-in-the-product',
      severity: 'error',
      from: { path: '^(firmware|hal|provisioning)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: ['node_modules/@types/', 'node_modules/esbuild/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'require', 'import', 'types', 'default'],
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
    },
  },
};
