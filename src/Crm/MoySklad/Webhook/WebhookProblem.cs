namespace CallControl.Crm.MoySklad.Webhook;

/// <summary>Why a request at the webhook's address is no click.</summary>
public enum WebhookProblem
{
    None,

    /// <summary>No JSON object.</summary>
    NotJson,

    /// <summary>Neither caller nor number in it: another kind of message.</summary>
    NotACall,

    /// <summary>No extension in <c>srcNumber</c>.</summary>
    WrongExtension,

    /// <summary>The extension is in nobody's name in <c>employee_mapping</c>.</summary>
    UnknownEmployee,

    /// <summary>No phone number in <c>destNumber</c>.</summary>
    WrongNumber,

    /// <summary>No login in <c>uid</c>.</summary>
    NoUser,

    /// <summary>The signature fits none of the ways MoySklad may sign in, and it is to be enforced.</summary>
    WrongSignature,
}
