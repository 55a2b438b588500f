"use client";

import { json } from "@codemirror/lang-json";
import CodeMirror, { EditorView, Prec } from "@uiw/react-codemirror";
import { useTheme } from "next-themes";
import { useMemo } from "react";

/** Our ground and type under the editor's own colours for JSON: on its own dark grey they are too pale. */
const LOOK = EditorView.theme({
  "&": { backgroundColor: "var(--surface-1)", color: "var(--text-1)", fontSize: "12px" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--surface-2)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-content": { fontFamily: "var(--font-mono)" },
  ".cm-gutters": { backgroundColor: "var(--surface-2)", color: "var(--text-3)", border: "none" },
});

/** Edits JSON, or any text. Tab leaves the field, as everywhere else. */
export default function JsonEditor({
  label,
  value,
  onChange,
  height = "320px",
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  height?: string;
}) {
  const { resolvedTheme } = useTheme();
  const extensions = useMemo(
    () => [
      json(),
      Prec.highest(LOOK),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label }),
      // Its style sheets are made at run time: the page's policy lets them in by the page's nonce.
      EditorView.cspNonce.of(pageNonce()),
    ],
    [label],
  );
  return (
    <CodeMirror
      value={value}
      onChange={onChange}
      height={height}
      indentWithTab={false}
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      extensions={extensions}
      className="overflow-hidden rounded border border-line"
    />
  );
}

function pageNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}
