/**
 * Keys that Home Assistant's MQTT integration publishes for device discovery: facts out of `homeassistant/components/mqtt/` of
 * github.com/home-assistant/core (`schemas.py`: DEVICE_DISCOVERY_SCHEMA, MQTT_ENTITY_DEVICE_INFO_SCHEMA, MQTT_ORIGIN_INFO_SCHEMA,
 * MQTT_ENTITY_COMMON_SCHEMA; `config.py`: MQTT_RO_SCHEMA; `sensor.py`, `binary_sensor.py`, `event.py`; `abbreviations.py`). Read in November
 * 2026. Only what this product could use: platforms that it does not have are not here.
 */

const availability = [
  'availability',
  'availability_mode',
  'availability_template',
  'availability_topic',
  'payload_available',
  'payload_not_available',
];

/** Of a platform that only reads (MQTT_RO_SCHEMA) and of every entity; `platform` of a component of a device. */
const entity = [
  ...availability,
  'platform',
  'enabled_by_default',
  'entity_category',
  'entity_picture',
  'icon',
  'json_attributes_template',
  'json_attributes_topic',
  'unique_id',
  'qos',
  'encoding',
  'state_topic',
  'value_template',
  'name',
  'device_class',
];

/** The message itself; nothing else is accepted. */
export const messageKeys = [
  ...availability,
  'device',
  'components',
  'origin',
  'state_topic',
  'command_topic',
  'qos',
  'encoding',
];
export const requiredMessageKeys = ['device', 'components', 'origin'];

export const deviceKeys = [
  'identifiers',
  'connections',
  'manufacturer',
  'model',
  'model_id',
  'name',
  'hw_version',
  'serial_number',
  'sw_version',
  'via_device',
  'suggested_area',
  'configuration_url',
];

export const originKeys = ['name', 'sw_version', 'support_url'];

/** By platform. */
export const componentKeys: Readonly<Record<string, readonly string[]>> = {
  binary_sensor: [...entity, 'expire_after', 'force_update', 'off_delay', 'payload_off', 'payload_on'],
  sensor: [
    ...entity,
    'expire_after',
    'force_update',
    'last_reset_value_template',
    'options',
    'state_class',
    'suggested_display_precision',
    'unit_of_measurement',
  ],
  event: [...entity, 'event_types'],
};

export const requiredComponentKeys: Readonly<Record<string, readonly string[]>> = {
  binary_sensor: ['platform', 'unique_id', 'state_topic'],
  sensor: ['platform', 'unique_id', 'state_topic'],
  event: ['platform', 'unique_id', 'state_topic', 'event_types'],
};

/** Classes of the entities of this product, out of many more. */
export const deviceClasses: Readonly<Record<string, readonly string[]>> = {
  binary_sensor: ['problem', 'sound', 'connectivity', 'opening', 'occupancy'],
  sensor: ['enum', 'duration', 'timestamp'],
  event: ['button', 'doorbell', 'motion'],
};

/** Short forms (ABBREVIATIONS, DEVICE_ABBREVIATIONS, ORIGIN_ABBREVIATIONS). */
export const abbreviations = {
  message: { dev: 'device', o: 'origin', cmps: 'components', avty: 'availability' },
  device: {
    ids: 'identifiers',
    cns: 'connections',
    mf: 'manufacturer',
    mdl: 'model',
    hw: 'hw_version',
    sw: 'sw_version',
    sa: 'suggested_area',
    sn: 'serial_number',
    cu: 'configuration_url',
  },
  origin: { sw: 'sw_version', url: 'support_url' },
  component: { p: 'platform', uniq_id: 'unique_id', stat_t: 'state_topic', val_tpl: 'value_template' },
} as const;
