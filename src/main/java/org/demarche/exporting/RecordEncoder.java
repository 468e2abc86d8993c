package org.demarche.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** A record as the manual describes it, in YAML, which {@code import record} takes back. */
final class RecordEncoder implements RowEncoder<RecordEntry> {

    private static final String HEAD = "# A record: see src/site/markdown/record-format.md in the manual.\n";
    private static final int WIDTH = 120;

    private String list = "";

    @Override
    public void begin(OutputStream out) throws IOException {
        write(HEAD, out);
    }

    /** Items of a list begin with a dash, whether they come together or in parts. */
    @Override
    public void write(List<RecordEntry> entries, OutputStream out) throws IOException {
        Yaml yaml = new Yaml(new TextRepresenter(options()), options());
        for (int from = 0; from < entries.size(); ) {
            String name = entries.get(from).list();
            List<Map<String, Object>> items = new ArrayList<>();
            while (from < entries.size() && entries.get(from).list().equals(name)) {
                items.add(entries.get(from++).fields());
            }
            if (!name.equals(list)) {
                list = name;
                write(name + ":\n", out);
            }
            write(yaml.dump(items), out);
        }
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** SnakeYAML would write texts of several lines in a form that does not tell apart all characters that end a line. */
    private static final class TextRepresenter extends Representer {

        private static final Pattern LINE_END = Pattern.compile("[\\n\\r\\x{85}\\x{2028}\\x{2029}]");

        TextRepresenter(DumperOptions options) {
            super(options);
            representers.put(
                    String.class,
                    text -> representScalar(
                            Tag.STR,
                            text.toString(),
                            LINE_END.matcher(text.toString()).find()
                                    ? DumperOptions.ScalarStyle.DOUBLE_QUOTED
                                    : DumperOptions.ScalarStyle.PLAIN));
        }
    }

    private static DumperOptions options() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        options.setWidth(WIDTH);
        options.setAllowUnicode(true);
        return options;
    }
}
