package org.demarche.graphql.engine;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.graphql.execution.datafetcher.PlugableBatchableDataFetcher;
import io.smallrye.graphql.execution.datafetcher.PlugableDataFetcher;
import io.smallrye.graphql.schema.model.Field;
import io.smallrye.graphql.schema.model.Operation;
import io.smallrye.graphql.schema.model.Reference;
import io.smallrye.graphql.schema.model.Type;
import io.smallrye.graphql.spi.DataFetcherService;

/**
 * Supplies {@link MethodDataFetcher} for the methods of Api classes and {@link PropertyDataFetcher} for properties.
 * SmallRye finds this class with the service loader.
 *
 * <p>The registration for reflection is a workaround: Quarkus registers only some of SmallRye's services for native
 * executables (compare https://github.com/quarkusio/quarkus/issues/27414).
 */
@RegisterForReflection
@SuppressWarnings("rawtypes")
public class DataFetcherProvider implements DataFetcherService {

    @Override
    public Integer getPriority() {
        return 0;
    }

    @Override
    public PlugableBatchableDataFetcher getUniDataFetcher(Operation operation, Type type) {
        return new MethodDataFetcher(operation);
    }

    @Override
    public PlugableBatchableDataFetcher getCompletionStageDataFetcher(Operation operation, Type type) {
        return new MethodDataFetcher(operation);
    }

    @Override
    public PlugableBatchableDataFetcher getMultiDataFetcher(Operation operation, Type type) {
        return new MethodDataFetcher(operation);
    }

    @Override
    public PlugableBatchableDataFetcher getOtherWrappedDataFetcher(Operation operation, Type type) {
        return new MethodDataFetcher(operation);
    }

    @Override
    public PlugableBatchableDataFetcher getOtherFieldDataFetcher(Operation operation, Type type) {
        return new MethodDataFetcher(operation);
    }

    @Override
    public PlugableDataFetcher getFieldDataFetcher(Field field, Type type, Reference owner) {
        return new PropertyDataFetcher(
                InputReader.classOf(owner.getClassName()),
                field.getMethodName(),
                field.getReference().getClassName());
    }
}
