package org.demarche.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.demarche.exporting.ExportFormat;
import org.demarche.exporting.ExportKind;
import org.demarche.exporting.ExportParameter;
import org.demarche.exporting.ExportRequest;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives an export command an option for each of its filters: --in-force-on for the parameter inForceOn, and so on. */
@RegisterForReflection // Picocli creates it.
public class FilterOptions implements IModelTransformer {

    @Override
    public CommandSpec transform(CommandSpec spec) {
        parameters(spec)
                .forEach((option, parameter) -> spec.addOption(OptionSpec.builder(option)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity(parameter.form() == ExportParameter.Form.SWITCH ? "0..1" : "1")
                        .fallbackValue("true")
                        .paramLabel(label(parameter))
                        .description(parameter.description().replace("%", "%%"))
                        .build()));
        return spec;
    }

    private static String label(ExportParameter parameter) {
        return switch (parameter.form()) {
            case LIST -> "VALUE[,VALUE]";
            case SWITCH -> "true|false";
            case VALUE -> "VALUE";
        };
    }

    /** The options that are given, by the names of the parameters. */
    static Map<String, List<String>> given(CommandSpec spec) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        parameters(spec).forEach((option, parameter) -> {
            List<String> values = spec.findOption(option).getValue();
            if (values != null && !values.isEmpty()) {
                given.put(parameter.name(), values);
            }
        });
        return given;
    }

    /** By option. With those of tables, whatever the format is: it is known only later. */
    private static Map<String, ExportParameter> parameters(CommandSpec spec) {
        ExportKind kind = ExportSubcommand.kind(spec);
        Map<String, ExportParameter> options = new LinkedHashMap<>();
        ExportRequest.parameters(kind, ExportFormat.CSV)
                .forEach(parameter -> options.put(option(parameter.name()), parameter));
        return options;
    }

    private static String option(String parameter) {
        return "--" + parameter.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
