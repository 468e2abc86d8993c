package org.demarche.importing.builtin;

import org.eclipse.microprofile.graphql.Description;

@Description("How far a built-in record is.")
public enum LoadingState {
    @Description("It is being loaded, or will be in a moment. What is loaded is answered already.")
    LOADING,
    @Description("All of it is there.")
    LOADED,
    @Description("It is not all there, and the service may not load it: its operator has to, by the command migrate.")
    LEFT_TO_MIGRATE,
    @Description("The loading has failed. The next start of the service continues it.")
    FAILED
}
