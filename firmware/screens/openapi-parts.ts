/** What the descriptions of all addresses are made of. */

export const json = (schema: object) => ({ 'application/json': { schema } });

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export const refusal = (description: string) => ({ description, content: json(ref('Refusal')) });
