// Our scripts of the desk: plain files without a build, run in the browser beside Frappe's own.
const browser = [
	"window", "document", "navigator", "location", "history", "console", "fetch", "setTimeout", "clearTimeout", "setInterval",
	"clearInterval", "requestAnimationFrame", "crypto", "localStorage", "sessionStorage", "URL", "URLSearchParams", "FormData", "Blob", "File",
	"FileReader", "Node", "Element", "HTMLElement", "MutationObserver", "CSS", "Event", "CustomEvent", "DOMParser", "CSRF_TOKEN",
];
const desk = ["kinerja_kecamatan", "frappe", "__", "$", "jQuery", "cur_frm", "cint", "flt", "in_list", "locals", "moment"];
const readable = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

export default [
	{ ignores: [".bench/**", "out/**"] },
	{
		files: ["kinerja_kecamatan/**/*.js"],
		linterOptions: { reportUnusedDisableDirectives: "error" },
		languageOptions: { ecmaVersion: 2022, sourceType: "script", globals: readable([...browser, ...desk]) },
		rules: {
			"array-callback-return": "error",
			"default-case-last": "error",
			eqeqeq: ["error", "always", { null: "ignore" }],
			"no-cond-assign": "error",
			"no-const-assign": "error",
			"no-dupe-args": "error",
			"no-dupe-else-if": "error",
			"no-dupe-keys": "error",
			"no-duplicate-case": "error",
			"no-empty": "error",
			"no-eval": "error",
			"no-fallthrough": "error",
			"no-func-assign": "error",
			"no-implied-eval": "error",
			"no-new-func": "error",
			"no-redeclare": ["error", { builtinGlobals: false }],
			"no-self-assign": "error",
			"no-shadow": "error",
			"no-sparse-arrays": "error",
			"no-undef": "error",
			"no-unreachable": "error",
			"no-unsafe-finally": "error",
			"no-unused-expressions": "error",
			"no-unused-vars": ["error", { args: "after-used", argsIgnorePattern: "^_" }],
			"no-var": "error",
			"prefer-const": "error",
			"use-isnan": "error",
			"valid-typeof": "error",
		},
	},
];
