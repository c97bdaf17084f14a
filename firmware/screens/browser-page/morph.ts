/**
 * Brings what stands in `root` to `markup` and leaves alone what is the same already: the focus, the scroll position, an animation or a
 * text being typed stay. Elements with an `id` are recognised by it, all others by their place. An element with `data-keep` is made once
 * and then left to its owner.
 * @param markup made by `html`, so that no text in it can be markup of its own
 */
export function morph(root: Element, markup: string): void {
  const wanted = document.createElement('template');
  wanted.innerHTML = markup;
  morphChildren(root, wanted.content);
}

function morphChildren(parent: Node, wanted: Node): void {
  let at = parent.firstChild;
  for (const next of Array.from(wanted.childNodes)) {
    const id = next instanceof Element ? next.id : '';
    const known = id === '' ? at : childWithId(parent, id);
    if (known && isSameKind(known, next)) {
      // Others are taken away rather than this one moved: a moved element loses the focus.
      while (at && at !== known) at = removed(at);
      morphNode(known, next);
      at = known.nextSibling;
    } else {
      parent.insertBefore(next, at);
    }
  }
  while (at) at = removed(at);
}

function morphNode(node: ChildNode, wanted: ChildNode): void {
  if (node instanceof Element && wanted instanceof Element) {
    if (node.hasAttribute('data-keep')) return;
    morphAttributes(node, wanted);
    morphChildren(node, wanted);
  } else if (node.nodeValue !== wanted.nodeValue) {
    node.nodeValue = wanted.nodeValue;
  }
}

function morphAttributes(element: Element, wanted: Element): void {
  for (const { name } of Array.from(element.attributes)) {
    if (!wanted.hasAttribute(name)) element.removeAttribute(name);
  }
  for (const { name, value } of Array.from(wanted.attributes)) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  // A field that was typed into shows its own value, no longer the attribute; who types goes on.
  if (element instanceof HTMLInputElement && element !== document.activeElement) {
    element.value = wanted.getAttribute('value') ?? '';
  }
}

function isSameKind(node: ChildNode, wanted: ChildNode): boolean {
  if (node.nodeName !== wanted.nodeName) return false;
  return !(node instanceof Element && wanted instanceof Element) || node.id === wanted.id;
}

function childWithId(parent: Node, id: string): ChildNode | undefined {
  return Array.from(parent.childNodes).find(child => child instanceof Element && child.id === id);
}

function removed(node: ChildNode): ChildNode | null {
  const next = node.nextSibling;
  node.remove();
  return next;
}
