import type { HtmlTagDescriptor, Plugin } from 'vite';

/**
 * A page whose script is loaded beside its first reading (`page.tsx`) has that script and all it imports in its HTML, so that nothing waits for one file to
 * ask for another.
 */
export function loadPageAtOnce(): Plugin {
  return {
    name: 'load-page-at-once',
    transformIndexHtml: {
      order: 'post',
      handler(html, { chunk, bundle }) {
        const scripts = new Set<string>();
        const styles = new Set<string>();
        const visit = (fileName: string) => {
          const visited = bundle?.[fileName];
          if (visited?.type !== 'chunk' || scripts.has(fileName)) return;
          scripts.add(fileName);
          for (const style of visited.viteMetadata?.importedCss ?? []) styles.add(style);
          for (const imported of visited.imports) visit(imported);
        };
        for (const fileName of chunk?.dynamicImports ?? []) if (fileName.includes('/page-')) visit(fileName);
        const isNew = (fileName: string) => !html.includes(`"/${fileName}"`);
        return [
          ...[...scripts].filter(isNew).map((fileName) => linkTo(fileName, 'modulepreload')),
          ...[...styles].filter(isNew).map((fileName) => linkTo(fileName, 'stylesheet')),
        ];
      },
    },
  };
}

function linkTo(fileName: string, rel: string): HtmlTagDescriptor {
  return { tag: 'link', injectTo: 'head', attrs: { rel, crossorigin: true, href: `/${fileName}` } };
}
