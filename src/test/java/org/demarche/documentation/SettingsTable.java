package org.demarche.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import org.demarche.config.CheckedConverter;

/** The settings as a Markdown table: names and defaults from the interfaces, their meaning from the Javadoc in the sources. */
final class SettingsTable extends TreePathScanner<Void, Void> {

    private static final String HEADER = """
            | Setting | Environment variable | Value | Default | Meaning |
            | --- | --- | --- | --- | --- |
            """;

    private final List<String> rows = new ArrayList<>();
    private final DocTrees docs;

    private SettingsTable(DocTrees docs) {
        this.docs = docs;
    }

    static String read(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null);
                Stream<Path> sources = Files.list(folder)) {
            Iterable<? extends JavaFileObject> settings = files.getJavaFileObjectsFromPaths(
                    sources.filter(source -> source.getFileName().toString().endsWith("Settings.java"))
                            .toList());
            JavacTask parser = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, settings);
            SettingsTable table = new SettingsTable(DocTrees.instance(parser));
            for (CompilationUnitTree unit : parser.parse()) {
                table.scan(unit, null);
            }
            table.rows.sort(null);
            return HEADER + String.join("", table.rows);
        }
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
        Class<?> type = type();
        if (type.isAnnotationPresent(ConfigMapping.class)
                && type.getAnnotation(ConfigMapping.class).prefix().startsWith("demarche")
                && method.getBody() == null) {
            rows.add(row(type, method));
        }
        return null;
    }

    private Class<?> type() {
        TreePath parent = getCurrentPath().getParentPath();
        String name = getCurrentPath().getCompilationUnit().getPackageName() + "."
                + ((ClassTree) parent.getLeaf()).getSimpleName();
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String row(Class<?> type, MethodTree method) {
        String prefix = type.getAnnotation(ConfigMapping.class).prefix();
        String name = "." + kebab(method.getName().toString());
        // Otherwise the only setting under its prefix, annotated with WithParentName.
        String setting = prefix.endsWith(name) ? prefix : prefix + name;
        String meaning = Optional.ofNullable(docs.getDocComment(getCurrentPath()))
                .orElseThrow(() -> new IllegalStateException(setting + " has no Javadoc"));
        try {
            var declared = type.getMethod(method.getName().toString());
            WithConverter converter = declared.getAnnotation(WithConverter.class);
            WithDefault value = declared.getAnnotation(WithDefault.class);
            return "| `%s` | `%s` | %s | %s | %s |\n"
                    .formatted(
                            setting,
                            setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT),
                            converter == null
                                    ? plain(declared.getGenericReturnType().getTypeName())
                                    : ((CheckedConverter<?>) converter
                                                    .value()
                                                    .getConstructor()
                                                    .newInstance())
                                            .allowed(),
                            value == null ? "unset" : "`" + value.value() + "`",
                            markdown(meaning));
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Of settings without a converter of their own. */
    private static String plain(String type) {
        return switch (type) {
            case "java.util.Optional<java.nio.file.Path>" -> "a folder";
            case "java.util.Optional<java.util.List<java.lang.String>>" -> "names separated by commas";
            case "java.util.Optional<org.demarche.config.TrustedProxies>" -> new CheckedConverter.Networks().allowed();
            default -> throw new IllegalStateException("Describe the values of type " + type);
        };
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String markdown(String javadoc) {
        return javadoc.strip().replaceAll("\\s+", " ").replaceAll("\\{@code ([^}]*)}", "`$1`");
    }
}
