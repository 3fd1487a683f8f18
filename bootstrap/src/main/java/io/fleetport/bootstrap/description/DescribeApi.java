package io.fleetport.bootstrap.description;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * A step of the build: reads what the compiler generated from the controllers and writes the whole description, once as
 * JSON and once as YAML.
 */
public final class DescribeApi {

    private static final Pattern NESTED = Pattern.compile("\\b([A-Z]\\w*)Shape\\.(\\w+)Shape\\b");

    private DescribeApi() {}

    /** @param arguments the generated YAML, and the folder to write to */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("needs the generated YAML and the folder to write to");
        }
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Tree whole = complete(Files.readString(Path.of(arguments[0])));
        String json = JsonText.of(whole.members());
        Files.writeString(folder.resolve("fleetport.json"), json);
        // JSON is YAML; read anew nothing is shared, so that the other form needs no anchors, which not every reader
        // follows.
        Object unshared = yaml().load(json);
        Files.writeString(folder.resolve("fleetport.yml"), yaml().dump(unshared));
    }

    /** The whole description from the generated one. */
    static Tree complete(String generated) {
        // A class within a class lends the schema its name where a property is described in words of its own.
        Object parsed = yaml().load(NESTED.matcher(generated).replaceAll("$1$2"));
        if (!(parsed instanceof Map<?, ?>)) {
            throw new IllegalArgumentException("the generated description is no object");
        }
        Tree document = Tree.of(parsed);
        document.with("openapi", "3.1.0");
        SchemaForm.modernise(document);
        KnownValues.addTo(document);
        new Operations(document).complete();
        new Examples(document).add();
        return document;
    }

    private static Yaml yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        LoaderOptions loading = new LoaderOptions();
        loading.setCodePointLimit(50_000_000);
        loading.setWarnOnDuplicateKeys(false); // The same schema may come under both of its names.
        return new Yaml(new SafeConstructor(loading), new Representer(options), options);
    }
}
