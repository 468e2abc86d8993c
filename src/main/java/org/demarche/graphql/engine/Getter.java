package org.demarche.graphql.engine;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

import io.quarkus.runtime.ImageMode;

/**
 * Calls a getter as compiled code does. Made while the schema is built, which for the native executable is while it is
 * compiled: there a call by reflection costs several times as much as here.
 */
@FunctionalInterface
public interface Getter {

    Object get(Object source);

    static Getter of(Method method) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            // Known to the compiler, which leaves out all that follows, and with it Java's own compiler of lambdas.
            throw new IllegalStateException("%s is asked for too late".formatted(method));
        }
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup());
            MethodHandle handle = lookup.unreflect(method);
            MethodType call = MethodType.methodType(Object.class, Object.class);
            return (Getter) LambdaMetafactory.metafactory(
                            lookup,
                            "get",
                            MethodType.methodType(Getter.class),
                            call,
                            handle,
                            handle.type().wrap())
                    .getTarget()
                    .invoke();
        } catch (Throwable impossible) {
            throw new IllegalStateException("%s cannot be called".formatted(method), impossible);
        }
    }
}
