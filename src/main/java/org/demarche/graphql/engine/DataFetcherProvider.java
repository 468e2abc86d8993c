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
 * Lets the methods of Api classes be called by {@link MethodDataFetcher}, and properties be read by {@link PropertyDataFetcher}. Found by
 * SmallRye as a Java service.
 */
@RegisterForReflection // Quarkus registers only the services that its extension knows.
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
    public PlugableBatchableDataFetcher getOtherWrappedDataFetcher(Operation operation, Type type) {
        return new MethodDataFetcher(operation);
    }

    @Override
    public PlugableBatchableDataFetcher getOtherFieldDataFetcher(Operation operation, Type type) {
        return new MethodDataFetcher(operation);
    }

    @Override
    public PlugableDataFetcher getFieldDataFetcher(Field field, Type type, Reference owner) {
        return new PropertyDataFetcher(InputReader.type(owner.getClassName()), field.getMethodName());
    }
}
