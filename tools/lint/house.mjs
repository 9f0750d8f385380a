/**
 * Rules of the house that no ready-made rule expresses. Plain JavaScript: oxlint loads this file by itself.
 * Where each rule holds is said in .oxlintrc.json.
 */

/** `Date.now`, `new Date()`, `Date()`, `performance.now`, `Math.random`: time and chance are passed in. */
const noClockNoChance = {
  create(context) {
    const report = (node, what) =>
      context.report({ node, message: `${what}: time and chance are passed in, not taken` });
    return {
      MemberExpression(node) {
        if (node.object.type !== 'Identifier') return;
        const name = node.computed ? node.property.value : node.property.name;
        const path = `${node.object.name}.${name}`;
        if (['Date.now', 'Math.random', 'performance.now', 'process.hrtime'].includes(path)) report(node, path);
        if (node.object.name === 'crypto') report(node, path);
      },
      NewExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) {
          report(node, 'new Date()');
        }
      },
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'Date') report(node, 'Date()');
      },
    };
  },
};

const networkGlobals = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'];

/** The network is for channels, connectors and models. */
const noNetwork = {
  create(context) {
    const check = (node, callee) => {
      const name =
        callee.type === 'Identifier'
          ? callee.name
          : callee.type === 'MemberExpression' && callee.object.name === 'globalThis'
            ? callee.property.name
            : '';
      if (networkGlobals.includes(name)) {
        context.report({ node, message: `${name}: the network belongs to channels/, connectors/ and models/` });
      }
    };
    return {
      CallExpression: (node) => check(node, node.callee),
      NewExpression: (node) => check(node, node.callee),
    };
  },
};

const vague = /(Manager|Helper|Helpers|Util|Utils|Impl)$/;

/** No Manager, Helper, Util, Impl: name the verb or the noun. */
const plainNames = {
  create(context) {
    const check = (id) => {
      if (id && vague.test(id.name))
        context.report({ node: id, message: `${id.name}: a plain name says what it does or is` });
    };
    return {
      FunctionDeclaration: (node) => check(node.id),
      ClassDeclaration: (node) => check(node.id),
      TSInterfaceDeclaration: (node) => check(node.id),
      TSTypeAliasDeclaration: (node) => check(node.id),
      VariableDeclarator: (node) => node.id.type === 'Identifier' && check(node.id),
    };
  },
};

export default {
  meta: { name: 'house' },
  rules: { 'no-clock-no-chance': noClockNoChance, 'no-network': noNetwork, 'plain-names': plainNames },
};
