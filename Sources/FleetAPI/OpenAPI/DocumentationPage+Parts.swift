extension DocumentationPage {
    static let style = """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
        body { margin: 0 auto; max-width: 60rem; padding: 0 1rem 4rem }
        header { display: flex; gap: 2rem; align-items: baseline; flex-wrap: wrap; position: sticky; top: 0;
          background: Canvas; border-bottom: 1px solid GrayText }
        details { border-bottom: 1px solid color-mix(in srgb, GrayText 40%, transparent); padding: .5rem 0 }
        summary { cursor: pointer }
        code, pre, textarea, input { font: .9rem/1.4 ui-monospace, monospace }
        .method { display: inline-block; min-width: 4.5rem; font-weight: 700 }
        .about { color: GrayText; margin-left: .75rem }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .5rem 0 }
        dd { margin: 0 }
        pre { overflow: auto; max-height: 30rem; padding: .75rem; background: color-mix(in srgb, GrayText 15%, transparent) }
        textarea { width: 100%; min-height: 8rem; box-sizing: border-box }
        """

    /// Everything of the specification is put into the page as text, never as markup.
    static let script = #"""
        "use strict";
        const element = (name, text, attributes = {}) => {
          const made = document.createElement(name);
          if (text !== undefined) made.textContent = text;
          for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
          return made;
        };
        const pretty = (value) => JSON.stringify(value, null, 2);
        let specification;
        const resolve = (schema) =>
          schema && schema.$ref ? resolve(specification.components.schemas[schema.$ref.split("/").pop()]) : schema;
        const brief = (schema) => {
          if (!schema) return "";
          if (schema.$ref) return schema.$ref.split("/").pop();
          if (schema.anyOf) return schema.anyOf.map(brief).join(" or ");
          let text = [].concat(schema.type || "any").join(" or ");
          if (schema.format) text += ` (${schema.format})`;
          if (schema.enum) text += `: ${schema.enum.map(String).join(", ")}`;
          if (schema.items) text += ` of ${brief(schema.items)}`;
          if (schema.minimum !== undefined) text += `, from ${schema.minimum}`;
          if (schema.maximum !== undefined) text += `, to ${schema.maximum}`;
          if (schema.maxLength !== undefined) text += `, up to ${schema.maxLength} characters`;
          return schema.description ? `${text}. ${schema.description}` : text;
        };
        const fields = (schema) => {
          const list = element("dl");
          const object = resolve(schema) || {};
          for (const [name, member] of Object.entries(object.properties || {})) {
            const needed = (object.required || []).includes(name) ? " (required)" : "";
            list.append(element("dt", name + needed), element("dd", brief(member)));
          }
          return list;
        };
        const schemaOf = (described) => Object.values((described || {}).content || {}).map((each) => each.schema)[0];
        const trial = (method, path, operation) => {
          const box = element("div"), inputs = [];
          for (const parameter of operation.parameters || []) {
            const label = element("label", `${parameter.name} `, { title: parameter.description || "" });
            const input = element("input");
            label.append(input);
            inputs.push([parameter, input]);
            const line = element("div");
            line.append(label, element("span", `${parameter.in}: ${brief(parameter.schema)}`, { class: "about" }));
            box.append(line);
          }
          const body = operation.requestBody ? element("textarea", undefined, { spellcheck: "false" }) : null;
          if (body) { body.value = "{\n}"; box.append(body); }
          const button = element("button", "Try", { type: "button" }), output = element("pre");
          output.hidden = true;
          button.addEventListener("click", async () => {
            const headers = {}, query = new URLSearchParams();
            let address = path;
            for (const [parameter, input] of inputs) {
              if (parameter.in === "path")
                address = address.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
              else if (input.value === "") continue;
              else if (parameter.in === "query") query.set(parameter.name, input.value);
              else headers[parameter.name] = input.value;
            }
            const token = document.getElementById("token").value.trim();
            if (token) headers.Authorization = `Bearer ${token}`;
            if (body) headers["Content-Type"] = "application/json";
            const search = query.toString();
            output.hidden = false;
            try {
              const answer = await fetch(search ? `${address}?${search}` : address,
                { method: method.toUpperCase(), headers, body: body ? body.value : undefined });
              const text = await answer.text();
              let shown = text;
              try { shown = pretty(JSON.parse(text)); } catch { }
              const lines = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
              output.textContent = `${answer.status} ${answer.statusText}\n${lines}\n\n${shown}`;
            } catch (error) { output.textContent = String(error); }
          });
          box.append(button, output);
          return box;
        };
        const show = (method, path, operation) => {
          const route = element("details"), heading = element("summary");
          heading.append(element("span", method.toUpperCase(), { class: "method" }), element("code", path),
            element("span", operation.summary, { class: "about" }));
          route.append(heading);
          if (operation.description) route.append(element("p", operation.description));
          const input = schemaOf(operation.requestBody);
          if (input) route.append(element("h4", "Body"), fields(input));
          route.append(element("h4", "Answers"));
          const answers = element("dl");
          for (const [status, answer] of Object.entries(operation.responses)) {
            const schema = schemaOf(answer), data = resolve((resolve(schema)?.properties || {}).data);
            const about = data ? ` ${brief(resolve(schema).properties.data)}` : "";
            answers.append(element("dt", status), element("dd", answer.description + about));
          }
          route.append(answers, element("h4", "Try"), trial(method, path, operation));
          return route;
        };
        fetch("/openapi.json").then((answer) => answer.json()).then((read) => {
          specification = read;
          const routes = document.getElementById("routes");
          routes.replaceChildren();
          for (const [path, methods] of Object.entries(read.paths))
            for (const [method, operation] of Object.entries(methods)) routes.append(show(method, path, operation));
          routes.append(element("h2", "Schemas"));
          for (const [name, schema] of Object.entries(read.components.schemas)) {
            const box = element("details");
            box.append(element("summary", name), fields(schema));
            routes.append(box);
          }
        }).catch((error) => { document.getElementById("routes").textContent = String(error); });
        """#
}
