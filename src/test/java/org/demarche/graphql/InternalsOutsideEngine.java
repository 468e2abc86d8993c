package org.demarche.graphql;

import graphql.execution.ExecutionContext;
import io.smallrye.graphql.schema.model.Operation;

/** Breaks a rule of EngineBoundaryTest on purpose. */
public record InternalsOutsideEngine(ExecutionContext context, Operation operation) {}
