namespace CallControl.TestKit.Vendors.RetailCrm;

/// <summary>A user of the account.</summary>
/// <param name="Id">His id.</param>
/// <param name="FirstName">His name.</param>
/// <param name="Email">His e-mail.</param>
public sealed record StubUser(int Id, string FirstName, string Email)
{
    public bool IsActive { get; set; } = true;

    /// <summary><c>free</c>, <c>busy</c>, <c>dinner</c>, <c>break</c>.</summary>
    public string Status { get; set; } = "free";
}
