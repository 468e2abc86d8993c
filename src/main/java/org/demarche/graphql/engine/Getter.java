package org.demarche.graphql.engine;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

import io.quarkus.runtime.ImageMode;

/**
 * Calls a getter as fast as compiled code. Getters are created while the schema is built, which for a native executable is
 * at build time. Reflection would cost several times as much in a native executable.
 */
@FunctionalInterface
public interface Getter {

    Object get(Object source);

    static Getter of(Method method) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            // A constant at build time: native-image removes the rest of the method, and LambdaMetafactory with it.
            throw new IllegalStateException(
                    "The getter %s must be created when the native executable is built".formatted(method));
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
            throw new IllegalStateException("Cannot create a getter for %s".formatted(method), impossible);
        }
    }
}
