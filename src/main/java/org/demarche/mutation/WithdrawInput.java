package org.demarche.mutation;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("WithdrawInput")
@Description("What is to be withdrawn. It leaves every list and number; its history stays.")
public record WithdrawInput(
        @Id @NonNull @Description("Its id.") String id,

        @NonNull
        @Description("The revision that the caller has read. If it is not the present one, nothing is written.")
        Integer revision,

        @NonNull @Description("Why, for the history: at most 1000 characters.")
        String reason) {}
