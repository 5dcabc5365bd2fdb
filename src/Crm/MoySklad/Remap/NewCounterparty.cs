namespace CallControl.Crm.MoySklad.Remap;

internal sealed record NewCounterparty(string Name, string Phone, IReadOnlyList<string> Tags, string CompanyType);
