using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.RetailCrm;

/// <param name="Id">Its id.</param>
/// <param name="Fields">All that was sent.</param>
public sealed record StubOrder(int Id, JsonObject Fields);
