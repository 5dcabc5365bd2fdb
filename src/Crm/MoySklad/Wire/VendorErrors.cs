namespace CallControl.Crm.MoySklad.Wire;

/// <summary>The body of a refusal: <c>{"errors":[{"error":"…","parameter":"extension","code":3000,"error_message":"…"}]}</c>.</summary>
internal sealed record VendorErrors(IReadOnlyList<VendorError>? Errors);
