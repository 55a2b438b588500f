/** Tailwind 4 is the one PostCSS plugin; its theme lives in app/styles/theme.css. */
export default { plugins: { "@tailwindcss/postcss": {} } };
