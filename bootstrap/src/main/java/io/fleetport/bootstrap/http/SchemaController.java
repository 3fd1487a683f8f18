package io.fleetport.bootstrap.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON Schemas of what stations send and get. They are for whoever builds one, and open to everyone. */
@Controller("/schemas/stations/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class SchemaController {

    private static final String MEDIA_TYPE = "application/schema+json";
    private static final String FOLDER = "schemas/stations/v1";
    private static final String SUFFIX = ".schema.json";

    private final Problems problems;
    private final List<String> names;

    SchemaController(Problems problems) {
        this.problems = problems;
        this.names = names();
    }

    /** Where each schema is. */
    @Serdeable
    record Index(int count, List<Entry> schemas) {}

    @Serdeable
    record Entry(String name, String href) {}

    @Get
    Index index() {
        List<Entry> entries = names.stream()
                .map(name -> new Entry(name, "/" + FOLDER + "/" + name + SUFFIX))
                .toList();
        return new Index(entries.size(), entries);
    }

    @Get("/{name:[a-z-]+}.schema.json")
    @Produces({MEDIA_TYPE, MediaType.ALL})
    HttpResponse<?> schema(HttpRequest<?> request, @PathVariable String name) {
        if (!names.contains(name)) {
            return problems.of(request, ProblemType.NOT_FOUND, "no such schema");
        }
        return HttpResponse.ok(read(FOLDER + "/" + name + SUFFIX))
                .contentType(MediaType.of(MEDIA_TYPE))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600");
    }

    private static byte[] read(String resource) {
        try (InputStream in = SchemaController.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /** Whatever schemas are on the class path, in a folder or in a jar. */
    private static List<String> names() {
        @Nullable URL folder = SchemaController.class.getClassLoader().getResource(FOLDER);
        if (folder == null) {
            return List.of();
        }
        try {
            return files(folder).stream()
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the schemas cannot be listed", e);
        }
    }

    private static List<String> files(URL folder) throws IOException {
        if (folder.openConnection() instanceof JarURLConnection jar) {
            String prefix = FOLDER + "/";
            return jar.getJarFile().stream()
                    .filter(entry -> entry.getName().startsWith(prefix))
                    .map(entry -> entry.getName().substring(prefix.length()))
                    .toList();
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (URISyntaxException e) {
            throw new IOException(folder + " is no place", e);
        }
    }
}
