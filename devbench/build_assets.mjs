// Builds the `*.bundle.*` entries of one app into <out>/<app>/dist and writes <out>/<app>.json,
// the app's share of Frappe's assets.json.
// Usage: node build_assets.mjs <modules> <out> <app> <app folder> [<folder of another app> ...]
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [modules, out, app, ...appFolders] = process.argv.slice(2);
const require = createRequire(path.join(modules, "package.json"));
const esbuild = require("esbuild");
const sass = require("sass");
const postcss = require("postcss");
const autoprefixer = require("autoprefixer");
const sfc = require("vue/compiler-sfc");

const source = path.join(appFolders[0], app);
const publicFolder = path.join(source, "public");
const styleEntry = /\.bundle\.(scss|sass|css|less)$/;
// Print styles are also read by wkhtmltopdf, an old WebKit.
const prefixer = postcss([autoprefixer({ overrideBrowserslist: ["last 2 versions", "safari 8"] })]);

/** All files below a folder whose name marks them as an entry. */
function entries(folder) {
	if (!fs.existsSync(folder)) return [];
	return fs.readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
		const full = path.join(folder, item.name);
		if (item.isDirectory()) return ["node_modules", "dist"].includes(item.name) ? [] : entries(full);
		return /\.bundle\.(js|ts|scss|sass|css)$/.test(item.name) ? [full] : [];
	});
}

/** Where an import such as `~bootstrap/scss/x` or `frappe/public/css/x` lies, or null. */
function locate(request) {
	const name = request.replace(/^~/, "");
	for (const root of [modules, ...appFolders]) {
		const file = path.join(root, name);
		if (fs.existsSync(file)) return file;
		const folder = path.dirname(file);
		if (!fs.existsSync(folder)) continue;
		const stem = path.basename(file);
		const found = [".scss", ".sass", ".css"].some(
			(end) => fs.existsSync(file + end) || fs.existsSync(path.join(folder, `_${stem}${end}`))
		);
		if (found) return file;
	}
	return null;
}

const importer = {
	findFileUrl(request) {
		const file = locate(request);
		return file ? pathToFileURL(file) : null;
	},
};

/** Sass text to CSS, with vendor prefixes. */
async function styles(text, file, syntax = "scss") {
	const { css } = sass.compileString(text, {
		url: pathToFileURL(file),
		syntax,
		importers: [importer],
		loadPaths: [path.dirname(file)],
		quietDeps: true,
		logger: sass.Logger.silent,
	});
	return (await prefixer.process(css, { from: undefined })).css;
}

const sassPlugin = {
	name: "sass",
	setup(build) {
		build.onLoad({ filter: /\.(scss|sass)$/ }, async ({ path: file }) => {
			const syntax = file.endsWith(".sass") ? "indented" : "scss";
			const contents = await styles(fs.readFileSync(file, "utf8"), file, syntax);
			return { contents, loader: "css", resolveDir: path.dirname(file) };
		});
	},
};

/** Paths that start with an app's name, and files served from /assets, which stay addresses. */
const pathsPlugin = {
	name: "paths",
	setup(build) {
		build.onResolve({ filter: /^(\/assets\/|https?:|data:)/ }, ({ path: name }) => ({ path: name, external: true }));
		build.onResolve({ filter: /^[a-z_]+\/public\// }, ({ path: name }) => ({ path: locate(name) }));
	},
};

/** An imported .html file becomes an entry of frappe.templates. */
const templatePlugin = {
	name: "templates",
	setup(build) {
		build.onLoad({ filter: /\.html$/ }, ({ path: file }) => {
			const text = fs.readFileSync(file, "utf8").replace(/<!--[\s\S]*?-->/g, "").replace(/\s+/g, " ");
			const name = JSON.stringify(path.basename(file, ".html"));
			// Frappe's templates are written for a literal in backticks: a `\'` in one of them is a plain quote.
			return { contents: "frappe.templates[" + name + "] = `" + text.replace(/`/g, "\\`") + "`;" };
		});
	},
};

/** The CSS of a Vue component, its @imports inlined by esbuild. */
async function componentStyles(descriptor, file, id) {
	let css = "";
	for (const block of descriptor.styles) {
		const text = block.lang ? await styles(block.content, file, block.lang === "sass" ? "indented" : "scss") : block.content;
		const bundled = await esbuild.build({
			stdin: { contents: text, loader: "css", resolveDir: path.dirname(file) },
			bundle: true, write: false, logLevel: "silent", nodePaths: [modules], plugins: [pathsPlugin],
		});
		const scoped = sfc.compileStyle({ source: bundled.outputFiles[0].text, filename: file, id, scoped: block.scoped });
		if (scoped.errors.length) throw scoped.errors[0];
		css += scoped.code;
	}
	return css;
}

const vuePlugin = {
	name: "vue",
	setup(build) {
		build.onLoad({ filter: /\.vue$/ }, async ({ path: file }) => {
			const { descriptor, errors } = sfc.parse(fs.readFileSync(file, "utf8"), { filename: file });
			if (errors.length) throw errors[0];
			const id = `data-v-${createHash("sha256").update(path.relative(source, file)).digest("hex").slice(0, 8)}`;
			const inline = Boolean(descriptor.scriptSetup);
			const options = { id, inlineTemplate: inline, isProd: true, genDefaultAs: "component" };
			let code = descriptor.script || inline ? sfc.compileScript(descriptor, options).content : "const component = {};";
			if (!inline && descriptor.template) {
				const template = { source: descriptor.template.content, filename: file, id, scoped: true };
				code += `\n${sfc.compileTemplate(template).code}\ncomponent.render = render;`;
			}
			if (descriptor.styles.some((block) => block.scoped)) code += `\ncomponent.__scopeId = "${id}";`;
			const css = await componentStyles(descriptor, file, id);
			if (css) code += `\ndocument.head.append(Object.assign(document.createElement("style"), { textContent: ${JSON.stringify(css)} }));`;
			return { contents: `${code}\nexport default component;`, resolveDir: path.dirname(file) };
		});
	},
};

const common = {
	bundle: true, minify: true, write: true, metafile: true, sourcemap: false, logLevel: "warning",
	target: "es2017", nodePaths: [modules, ...appFolders], entryNames: "[name].[hash]",
	assetNames: "media/[name].[hash]", publicPath: `/assets/${app}/dist`,
	loader: Object.fromEntries([".png", ".svg", ".gif", ".woff", ".woff2", ".ttf", ".eot"].map((end) => [end, "file"])),
	define: {
		"process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false",
	},
	plugins: [pathsPlugin, sassPlugin, templatePlugin, vuePlugin],
};

/** Build entries of one kind into dist/<kind>; returns bundle name -> address. */
async function build(files, kind) {
	if (!files.length) return {};
	const outdir = path.join(out, app, "dist", kind);
	const result = await esbuild.build({ ...common, entryPoints: files, outdir, publicPath: `${common.publicPath}/${kind}` });
	const found = {};
	for (const [file, { entryPoint }] of Object.entries(result.metafile.outputs)) {
		if (!entryPoint || !file.endsWith(`.${kind}`)) continue;
		const name = path.basename(entryPoint).replace(/\.(scss|sass|less)$/, ".css").replace(/\.ts$/, ".js");
		found[name] = `/assets/${app}/dist/${kind}/${path.basename(file)}`;
	}
	return found;
}

const all = entries(publicFolder);
const bundles = {
	...(await build(all.filter((file) => !styleEntry.test(file)), "js")),
	...(await build(all.filter((file) => styleEntry.test(file)), "css")),
};
if (Object.keys(bundles).length !== all.length) throw new Error(`${all.length} entries, but ${Object.keys(bundles).length} bundles`);
fs.writeFileSync(path.join(out, `${app}.json`), JSON.stringify(bundles, null, 1));
console.log(`${app}: ${all.length} bundles`);
